"""Connections of adbc_driver_flightsql."""

import adbc_driver_flightsql.dbapi
import adbc_driver_manager

from expectations import check, fails

SQLSTATE = b"colonnade-sqlstate"
SESSION = "adbc.flight.sql.session.option."


def connect(url, user="admin", password=None, more=None, autocommit=True):
    login = {"username": user, "password": user if password is None else password}
    return adbc_driver_flightsql.dbapi.connect(url, db_kwargs=login | (more or {}), autocommit=autocommit)


def query(connection, sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def sqlstate(error):
    """Returns the SQLSTATE that came with an error, which the driver has no better place for."""
    return dict(error.details).get(SQLSTATE, b"").decode()


def refused(what, run, exception, status, state, *parts):
    """Checks how a call fails: the exception of DB-API, ADBC's status, the server's SQLSTATE, words of the message."""
    error = fails(what, exception, run, *parts)
    if isinstance(error, adbc_driver_manager.Error):
        check(what, (error.status_code.name, sqlstate(error)), (status, state))

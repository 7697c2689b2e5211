"""Cancelling and timeouts of adbc_driver_flightsql: they reach PostgreSQL."""

import os
import signal
import threading

import adbc_driver_manager as adbc

from adbc import connect, query
from expectations import check, check_contains, eventually, fails

COMPUTING = "SELECT count(*) AS {} FROM clients.numbers a, clients.numbers b"
SENDING = "SELECT a.id AS {} FROM sales_analytics.orders a, sales_analytics.orders b"
TIMEOUT = "adbc.flight.sql.rpc.timeout_seconds."
STARTED = "SELECT count(*) FROM watched.statements WHERE query LIKE '%' || CAST(? AS text) || '%'"


def run(settings):
    with open(settings.authority) as authority:
        trusted = {"adbc.flight.sql.client_option.tls_root_certs": authority.read()}
    with connect(settings.url) as admin, connect(settings.secure, more=trusted) as watch:
        def runs(mark):
            return query(watch, STARTED, (mark,)) != [(0,)]

        cancels(admin, runs)
        timeouts(settings.url, runs)
        leaves(admin, runs)
        check("goes on", query(admin, "SELECT 1"), [(1,)])


def when_it_runs(runs, mark, do):
    """Does something in another thread as soon as PostgreSQL works on a statement with a mark."""

    def wait():
        eventually(mark + " starts", lambda: runs(mark))
        do()

    waiting = threading.Thread(target=wait)
    waiting.start()
    return waiting


def cancels(admin, runs):
    with admin.cursor() as cursor:
        ways = {"py_cursor": cursor.adbc_cancel, "py_interrupt": lambda: os.kill(os.getpid(), signal.SIGINT)}
        for mark, way in ways.items():
            waiting = when_it_runs(runs, mark, way)
            error = fails(mark, (adbc.OperationalError, KeyboardInterrupt), lambda: cursor.execute(COMPUTING.format(mark)).fetchall())
            waiting.join()
            if isinstance(error, adbc.Error):
                check(mark, error.status_code.name, "CANCELLED")
            eventually(mark + " stops", lambda: not runs(mark))
        cursor.execute(SENDING.format("py_stream"))
        reader = cursor.fetch_record_batch()
        reader.read_next_batch()
        cursor.adbc_cancel()
        fails("cancelled stream", (adbc.Error, OSError), lambda: [None for _ in reader], "cancel")
        eventually("py_stream stops", lambda: not runs("py_stream"))


def timeouts(url, runs):
    with connect(url, more={TIMEOUT + "fetch": "0.5"}) as hasty:
        error = fails("fetch", adbc.OperationalError, lambda: query(hasty, COMPUTING.format("py_hasty")))
        check("fetch", error and error.status_code.name, "TIMEOUT")
        check("in time", query(hasty, "SELECT 1"), [(1,)])
    eventually("py_hasty stops", lambda: not runs("py_hasty"))
    with connect(url) as admin, admin.cursor() as cursor:
        cursor.adbc_statement.set_options(**{TIMEOUT + "query": 0.0001})
        error = fails("query", adbc.OperationalError, lambda: cursor.execute("SELECT 1"))
        check_contains("query", error and error.status_code.name, "TIMEOUT")


def leaves(admin, runs):
    """A result that is closed before its end."""
    with admin.cursor() as cursor:
        cursor.execute(SENDING.format("py_leaves"))
        reader = cursor.fetch_record_batch()
        reader.read_next_batch()
        eventually("py_leaves sends", lambda: runs("py_leaves"))
        reader.close()
    eventually("py_leaves stops", lambda: not runs("py_leaves"))

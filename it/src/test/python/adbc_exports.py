"""COPY by adbc_driver_flightsql: as a query, which is all that a cursor knows, and as an update."""

import os
import pathlib
import threading
import urllib.parse

import adbc_driver_manager as adbc
import pyarrow
import pyarrow.parquet

from adbc import connect, refused
from expectations import check, check_contains, eventually, fails

TWENTY = "(SELECT id, name FROM sales_analytics.customers WHERE id <= 20 ORDER BY id)"
ENDLESS = "(SELECT a.id AS py_export FROM sales_analytics.orders a, sales_analytics.orders b)"


def run(settings):
    folder = pathlib.Path(urllib.parse.urlparse(settings.copies).path)
    with connect(settings.url) as admin:
        for name, execute in WAYS.items():
            execute(admin, f"COPY {TWENTY} TO '{settings.copies}{name}'")
            published(name, folder / name)
        reports(admin, settings.copies + "report")
        refusals(admin, settings.copies)
        values(admin, settings.copies, folder)
        asked_after(admin, settings.copies + "asked", folder / "asked")
        cancels(admin, settings.copies + "cancelled", folder)
    with connect(settings.url, autocommit=False) as admin:
        WAYS["cursor"](admin, f"COPY {TWENTY} TO '{settings.copies}transaction'")
        published("transaction", folder / "transaction")


def cursor_execute(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        # Nobody reads the row: what the cursor was asked for is done when execute returns.


def script(connection, sql):
    with connection.cursor() as cursor:
        cursor.executescript(sql)


def many(connection, sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.executemany(sql, parameters)
        check("rows of executemany", cursor.rowcount, 20)


def update(connection, sql):
    with connection.cursor() as cursor:
        cursor.adbc_statement.set_sql_query(sql)
        check("rows of an update", cursor.adbc_statement.execute_update(), 20)


WAYS = {"cursor": cursor_execute, "script": script, "many": many, "update": update}


def published(name, folder):
    check(name + " has its manifest", (folder / "_colonnade.json").is_file(), True)
    rows = pyarrow.parquet.read_table(folder)["id"].to_pylist() if folder.is_dir() else None
    check(name + " has its rows", rows, list(range(1, 21)))


def values(admin, exports, folder):
    sql = f"COPY {TWENTY.replace('20', '?')} TO '{exports}values'"
    with admin.cursor() as cursor:
        cursor.execute(sql, (20,))
        published("values", folder / "values")
        many(admin, sql.replace("values'", "more'"), [(20,)])
        published("more", folder / "more")


def asked_after(admin, destination, folder):
    """By PollFlightInfo, which the driver calls until there is something to read."""
    with admin.cursor() as cursor:
        statement = cursor.adbc_statement
        statement.set_options(**{"adbc.statement.exec.incremental": "true"})
        statement.set_sql_query(f"COPY {TWENTY} TO '{destination}'")
        partitions, _, _ = statement.execute_partitions()
        check("answers of an export", len(partitions), 1)
        check("the end of the answers", len(statement.execute_partitions()[0]), 0)
        handle = admin.adbc_connection.read_partition(partitions[0])
        report = pyarrow.RecordBatchReader._import_from_c(handle.address).read_all().to_pylist()
        check("the report", [(row["state"], row["rows"]) for row in report], [("completed", 20)])
    published("asked", folder)


def written(uri):
    """A place in the one way in which the server writes it."""
    return uri.replace("file:///", "file:/")


def reports(admin, destination):
    sql = f"COPY {TWENTY} TO '{destination}'"
    with admin.cursor() as cursor:
        plan = cursor.execute("EXPLAIN " + sql).fetchall()
        check_contains("the plan", plan, written(destination))
        cursor.execute(sql)
        report = cursor.fetch_arrow_table().to_pylist()
        check("the report", [(row["destination"].rstrip("/"), row["rows"], row["files"]) for row in report],
              [(written(destination), 20, 1)])


def refusals(admin, exports):
    with admin.cursor() as cursor:
        wrong = f"COPY (SELECT nme FROM sales_analytics.customers) TO '{exports}wrong'"
        for execute in (cursor.execute, cursor.executescript):
            refused("unknown column", lambda: execute(wrong), adbc.ProgrammingError, "INVALID_ARGUMENT", "42703", "nme")
        refused("no command", lambda: cursor.executescript("DELETE FROM clients.counter"), adbc.ProgrammingError,
                "INVALID_ARGUMENT", "25006", "read-only")


def cancels(admin, destination, folder):
    before = sorted(os.listdir(folder))
    with admin.cursor() as cursor:
        staged = lambda: sorted(os.listdir(folder)) != before
        for execute in (cursor.execute, cursor.executescript):
            def stop():
                eventually("the export begins", staged)
                cursor.adbc_cancel()
            waiting = threading.Thread(target=stop)
            waiting.start()
            fails("a cancelled export", adbc.OperationalError, lambda: execute(f"COPY {ENDLESS} TO '{destination}'"))
            waiting.join()
            eventually("nothing is left", lambda: not staged())

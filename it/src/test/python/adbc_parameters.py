"""What can be bound to a parameter with adbc_driver_flightsql, and what cannot."""

import datetime
import decimal
import uuid
import zoneinfo

import adbc_driver_manager as adbc
import numpy
import pandas
import polars
import pyarrow

from adbc import connect, query, refused
from expectations import FIRST, check

UTC = datetime.timezone.utc
BY_ID = "SELECT id FROM clients.kinds WHERE id = ?"


def run(settings):
    with connect(settings.url) as admin:
        every_type(admin)
        other_values(admin)
        several_rows(admin)
        misfits(admin)


def every_type(admin):
    for column, value in FIRST.items():
        check(column, query(admin, f"SELECT id FROM clients.kinds WHERE {column} = ?", (value,)), [(1,)])
        check(column + " returns", query(admin, f"SELECT {column} FROM clients.kinds WHERE {column} = ?", (value,)), [(value,)])
    check("bool", query(admin, "SELECT id FROM clients.kinds WHERE a_bool = ? ORDER BY id", (True,)), [(1,), (3,)])
    check("null", query(admin, "SELECT id FROM clients.kinds WHERE a_date = ?", (None,)), [])
    sent = (datetime.datetime(2024, 1, 1, 2, 3, 4, 567), b"\0\1", decimal.Decimal("1.25"), "x")
    check("casts", query(admin, "SELECT CAST(? AS timestamp), CAST(? AS bytea), CAST(? AS numeric(5, 2)), CAST(? AS text)", sent), [sent])


def other_values(admin):
    """What stands for the same without being of the column's type."""
    noon = datetime.datetime(2024, 7, 1, 8, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    for column, value in (("a_moment", noon),
                          ("a_moment", datetime.datetime(2024, 7, 1, 12)),
                          ("a_moment", pandas.Timestamp("2024-07-01 12:00", tz="UTC")),
                          ("a_uuid", uuid.UUID(FIRST["a_uuid"])),
                          ("a_decimal", 1234.56),
                          ("a_decimal", decimal.Decimal("1234.5600")),
                          ("a_date", "2024-02-29"),
                          ("an_int32", "42"),
                          ("an_int32", numpy.int64(42)),
                          ("an_int64", numpy.uint64(4200000000)),
                          ("a_float64", numpy.float32(2.25))):
        check(f"{column} = {value!r}", query(admin, f"SELECT id FROM clients.kinds WHERE {column} = ?", (value,)), [(1,)])
    check("$1", query(admin, "SELECT id FROM clients.kinds WHERE id = $1", (1,)), [(1,)])
    check("LIMIT", query(admin, "SELECT id FROM clients.kinds ORDER BY id LIMIT ? OFFSET ?", (2, 1)), [(2,), (3,)])
    check("IN", query(admin, "SELECT id FROM clients.kinds WHERE id IN (?, ?) ORDER BY id", (1, 5)), [(1,), (5,)])
    with admin.cursor() as cursor:
        check("declared", [str(field.type) for field in cursor.adbc_prepare(BY_ID + " AND a_moment > ?")],
              ["int32", "timestamp[us, tz=UTC]"])
        again = [cursor.execute(BY_ID, (wanted,)).fetchall() for wanted in (5, 6, 5)]
        check("prepared once", again, [[(5,)], [(6,)], [(5,)]])


def several_rows(admin):
    """Each row of parameters is a query of its own; their rows come one after the other."""
    ids = [3, 1, 5]
    for what, bound in (("batch", pyarrow.record_batch({"id": ids})),
                        ("table", pyarrow.table({"id": pyarrow.chunked_array([ids[:1], ids[1:]])})),
                        ("reader", pyarrow.table({"id": ids}).to_reader(max_chunksize=1)),
                        ("Polars", polars.DataFrame({"id": ids})),
                        ("pandas", pyarrow.Table.from_pandas(pandas.DataFrame({"id": ids})))):
        check(what, query(admin, BY_ID, bound), [(3,), (1,), (5,)])
    texts = polars.DataFrame({"text": ["forward", "nothing", "back"], "id": [5, 5, 6]})
    check("Polars texts", query(admin, "SELECT id FROM clients.kinds WHERE a_string = ? AND id = ?", texts), [(5,), (6,)])
    with admin.cursor() as cursor:
        cursor.executemany(BY_ID, [])
        refused("executemany", lambda: cursor.executemany(BY_ID, [(1,), (2,)]), adbc.ProgrammingError, "INVALID_ARGUMENT",
                "25006", "prepared query as an update")
        refused("executemany: INSERT", lambda: cursor.executemany("INSERT INTO clients.counter VALUES (?, ?)", [(1, 2)]),
                adbc.ProgrammingError, "INVALID_ARGUMENT", "25006", "only reads")


def misfits(admin):
    for value, state in (("secret", "22023"), (2**40, "22023"), (1.5, "22023"), (b"\1", "22023"), ([1], "42804"),
                         (datetime.timedelta(1), "42804"), ((), "42804")):
        refused(f"{value!r}", lambda: query(admin, BY_ID, (value,)), adbc.ProgrammingError, "INVALID_ARGUMENT", state)
    refused("too few", lambda: query(admin, BY_ID + " AND id = ?", (1,)), adbc.ProgrammingError, "INVALID_ARGUMENT", "22023")
    refused("too many", lambda: query(admin, BY_ID, (1, 2)), adbc.ProgrammingError, "INVALID_ARGUMENT", "22023")
    refused("none", lambda: query(admin, BY_ID), adbc.ProgrammingError, "INVALID_ARGUMENT", "22023", "takes 1 parameter")
    refused("no type", lambda: query(admin, "SELECT ?", (1,)), adbc.ProgrammingError, "INVALID_ARGUMENT", "22023", "CAST(? AS type)")
    check("goes on", query(admin, BY_ID, (1,)), [(1,)])

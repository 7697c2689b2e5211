"""adbc_driver_flightsql through the DBAPI, with Polars and pandas: python adbc_client.py grpc://host:port"""

import datetime
import sys
import time

import adbc_driver_flightsql
import adbc_driver_flightsql.dbapi
import adbc_driver_manager
import pandas
import polars
import pyarrow

from counting import counter
from expectations import KINDS, check, check_contains, check_kinds, finish

URL = sys.argv[1]
STARTED = time.time()


def connect(user, password=None, url=URL, more=None, **options):
    login = {"username": user, "password": user if password is None else password}
    return adbc_driver_flightsql.dbapi.connect(url, db_kwargs=login | (more or {}), **options)


counted = counter(URL)


def fails(what, exception, run, *parts):
    try:
        run()
        check(what, "no error", "an error")
    except exception as error:
        check_contains(what, error, *parts)


fails("wrong password", adbc_driver_manager.Error, lambda: connect("alice", "wrong"), "Cannot authenticate")

with connect("admin", autocommit=True) as admin, admin.cursor() as cursor:
    cursor.execute(KINDS)
    kinds = cursor.fetch_arrow_table()
    check_kinds(kinds.to_pylist())
    check("nullability", (kinds.schema.field("id").nullable, kinds.schema.field("a_date").nullable), (False, True))

    cursor.execute("SELECT id FROM clients.kinds WHERE id = ? AND a_date = ?", (1, datetime.date(2024, 2, 29)))
    check("parameters", cursor.fetchall(), [(1,)])

    cursor.execute("SELECT n, name FROM clients.numbers WHERE n <= 1000000")
    many = cursor.fetch_arrow_table()
    check("a million rows", (many.num_rows, pyarrow.compute.sum(many["n"]).as_py()), (1000000, 500000500000))

    cursor.execute("SELECT id, a_date FROM clients.kinds WHERE id < 0")
    check("empty", (cursor.fetch_arrow_table().num_rows, len(cursor.description)), (0, 2))

    frame = polars.read_database("SELECT id, a_decimal, a_moment FROM clients.kinds ORDER BY id", admin)
    check("Polars", (frame.height, str(frame.schema["a_decimal"])), (6, "Decimal(precision=12, scale=2)"))
    pandas_frame = pandas.read_sql("SELECT id, a_string FROM clients.kinds ORDER BY id", admin)
    check("pandas", (len(pandas_frame), pandas_frame["a_string"][4]), (6, "forward"))

    check_contains("version", admin.adbc_get_info()["vendor_name"], "Colonnade")

# Compressed bodies, for who asks: by a header, or for the session.
MANY = "SELECT n, name FROM clients.numbers WHERE n <= 200000"
HEADER = {"adbc.flight.sql.rpc.call_header.x-colonnade-compression": "zstd"}


def many(url, more=None, option=None):
    with connect("admin", url=url, more=more, autocommit=True) as connection, connection.cursor() as cursor:
        if option:
            connection.adbc_connection.set_options(**{"adbc.flight.sql.session.option.compression": option})
        cursor.execute(MANY)
        return cursor.fetch_arrow_table()


plain, plain_bytes = counted(many)
by_header, header_bytes = counted(lambda url: many(url, HEADER))
by_option, option_bytes = counted(lambda url: many(url, option="zstd"))
check("compressed rows", (by_header.equals(plain), by_option.equals(plain)), (True, True))
for what, count in (("header", header_bytes), ("option", option_bytes)):
    check(f"compressed bytes by {what} ({count} of {plain_bytes})", count < plain_bytes * 0.7, True)

with connect("alice", autocommit=True) as alice, alice.cursor() as cursor:
    cursor.execute("SELECT name, phone FROM sales_analytics.customers")
    seen = cursor.fetch_arrow_table()
    check("masked", (200 < seen.num_rows < 400, set(seen["name"].to_pylist())), (True, {"[REDACTED]"}))
    objects = alice.adbc_get_objects(depth="all", db_schema_filter="sales_analytics").read_all().to_pylist()
    tables = objects[0]["catalog_db_schemas"][0]["db_schema_tables"]
    check("tables", sorted(table["table_name"] for table in tables), ["customers", "lineitems", "orders"])
    columns = next(table for table in tables if table["table_name"] == "orders")["table_columns"]
    check("columns", [column["column_name"] for column in columns][:2], ["id", "customer_id"])
    schema = alice.adbc_get_table_schema("orders", db_schema_filter="sales_analytics")
    check("table schema", str(schema.field("total_price").type), "decimal128(12, 2)")

    fails("bad column", adbc_driver_manager.ProgrammingError,
          lambda: cursor.execute("SELECT nme FROM sales_analytics.customers"), "INVALID_ARGUMENT", "'name'", "line 1")
    fails("hidden table", adbc_driver_manager.ProgrammingError,
          lambda: cursor.execute("SELECT * FROM tpch.lineitem"), "NOT_FOUND", "does not exist")

# The DBAPI's default: a transaction, and another after each commit.
with connect("admin") as transactional, transactional.cursor() as cursor:
    cursor.execute("SELECT value FROM clients.counter")
    before = cursor.fetchall()
    transactional.commit()
    # The cursor keeps the statement that it prepared in the first transaction.
    cursor.execute("SELECT value FROM clients.counter")
    check("again", cursor.fetchall(), before)
    transactional.rollback()
    cursor.execute("SELECT value FROM clients.counter")
    check("after a rollback", cursor.fetchall(), before)

finish("adbc_driver_flightsql",
       f"adbc-driver-flightsql {adbc_driver_flightsql.__version__}, Polars {polars.__version__}, pandas {pandas.__version__}",
       STARTED)

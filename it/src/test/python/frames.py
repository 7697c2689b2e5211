"""Data frames: pandas, Polars and DuckDB over adbc_driver_flightsql."""

import datetime
import decimal

import adbc_driver_manager as adbc
import duckdb
import pandas
import polars
import pyarrow

from adbc import connect
from expectations import ARROW_TYPES, FIRST, check, fails

ORDERS = "SELECT id AS order_id, customer_id, total_price FROM sales_analytics.orders"
# No frame knows decimals of 76 digits but Arrow's own.
KINDS = "SELECT " + ", ".join(name for name in ARROW_TYPES if name != "a_huge") + " FROM clients.kinds ORDER BY id"


def run(settings):
    with connect(settings.url) as admin:
        of_pandas(admin)
        of_polars(admin, settings.url)
        of_duckdb(admin)


def of_pandas(admin):
    frame = pandas.read_sql(KINDS, admin, dtype_backend="pyarrow")
    check("types", {name: str(kind.pyarrow_dtype) for name, kind in frame.dtypes.items()},
          {name: kind for name, kind in ARROW_TYPES.items() if name != "a_huge"})
    plain = pandas.read_sql("SELECT id, a_decimal, a_moment FROM clients.kinds WHERE id IN (1, 5) ORDER BY id", admin, index_col="id")
    check("moment", plain["a_moment"][1], pandas.Timestamp("2024-07-01 12:00", tz="UTC"))
    check("decimal", plain["a_decimal"][1], decimal.Decimal("1234.56"))
    # pandas drops the schema that it is given; the connection's own holds.
    admin.adbc_current_db_schema = "clients"
    table = pandas.read_sql_table("kinds", admin, columns=["id", "a_date"])
    admin.adbc_current_db_schema = ""
    check("table", (table.shape, table["a_date"][0]), ((6, 2), datetime.date(2024, 2, 29)))
    fails("to_sql", Exception, lambda: pandas.DataFrame({"id": [7]}).to_sql("x", admin, index=False), "insert")
    with admin.cursor() as cursor:
        check("fetch_df", len(cursor.execute("SELECT id FROM sales_analytics.orders").fetch_df()), 15000)


def of_polars(admin, url):
    frame = polars.read_database(KINDS, admin)
    first = frame.row(0, named=True)
    check("values", {name: first[name] for name in FIRST if name != "a_huge"},
          {name: value for name, value in FIRST.items() if name != "a_huge"})
    check("types", (frame.schema["a_decimal"], frame.schema["a_moment"]),
          (polars.Decimal(12, 2), polars.Datetime("us", "UTC")))
    one = polars.read_database("SELECT id FROM clients.kinds WHERE a_string = ?", admin,
                               execute_options={"parameters": ["forward"]})
    check("parameters", one["id"].to_list(), [5])
    batches = polars.read_database("SELECT n FROM clients.numbers WHERE n <= 100000", admin, iter_batches=True, batch_size=1000)
    check("batches", sum(batch.height for batch in batches), 100000)
    with admin.cursor() as cursor:
        check("fetch_polars", cursor.execute("SELECT id FROM sales_analytics.orders").fetch_polars().height, 15000)
    # The address has no place for a password, so that is nobody.
    address = url.replace("grpc://", "flightsql://") + "?transport=tcp"
    check("by address", polars.read_database_uri("SELECT 1 AS one", address, engine="adbc")["one"].to_list(), [1])
    fails("write_database", adbc.ProgrammingError, lambda: polars.DataFrame({"id": [7]}).write_database("x", admin), "read-only")


def of_duckdb(admin):
    """A result joined with local rows while it comes, and DuckDB's rows as parameters."""
    customers = pyarrow.table({"customer_id": pyarrow.array([1, 2, 4], pyarrow.int64()), "name": ["a", "b", "c"]})
    with duckdb.connect() as local, admin.cursor() as cursor:
        local.register("customers", customers)
        local.register("orders", cursor.execute(ORDERS).fetch_record_batch())
        joined = local.execute("SELECT name, sum(total_price) FROM orders JOIN customers USING (customer_id) GROUP BY 1 ORDER BY 1")
        rows = joined.fetchall()
        prices = {}
        for _, customer, price in admin.cursor().execute(ORDERS + " WHERE customer_id IN (1, 2, 4)").fetchall():
            prices[customer] = prices.get(customer, 0) + price
        check("join", rows, [("a", prices[1]), ("b", prices[2]), ("c", prices[4])])
        local.register("kinds", cursor.execute(KINDS).fetch_record_batch())
        first = local.execute("SELECT a_long, a_date, a_time, a_binary, a_uuid FROM kinds WHERE id = 1").fetchone()
        check("values", first, tuple(FIRST[name] for name in ("a_long", "a_date", "a_time", "a_binary", "a_uuid")))
        wanted = duckdb.sql("SELECT 3 AS id UNION ALL SELECT 1").to_arrow_table()
        check("parameters", cursor.execute("SELECT id FROM clients.kinds WHERE id = ?", wanted).fetchall(), [(3,), (1,)])

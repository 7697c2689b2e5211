"""Values, streams, sizes, masks and refusals, as adbc_driver_flightsql has them."""

import adbc_driver_manager as adbc
import pyarrow
import pyarrow.compute

from adbc import SESSION, connect, query, refused
from counting import counter
from expectations import ARROW_TYPES, KINDS, check, check_kinds

MANY = "SELECT n, name FROM clients.numbers WHERE n <= 200000"
COMPRESSED = {"adbc.flight.sql.rpc.call_header.x-colonnade-compression": "zstd"}


def run(settings):
    with connect(settings.url) as admin:
        values(admin)
        streams(admin)
        sizes(admin)
        refusals(admin)
    compression(settings.url)
    with connect(settings.url, "alice") as alice, alice.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM sales_analytics.customers")
        seen = cursor.fetch_arrow_table()
        check("masked", (200 < seen.num_rows < 400, set(seen["name"].to_pylist())), (True, {"[REDACTED]"}))
        refused("hidden table", lambda: cursor.execute("SELECT * FROM tpch.lineitem"), adbc.ProgrammingError, "NOT_FOUND",
                "42P01", "does not exist")


def values(admin):
    with admin.cursor() as cursor:
        cursor.execute(KINDS)
        check("description", [column[0] for column in cursor.description], list(ARROW_TYPES))
        kinds = cursor.fetch_arrow_table()
    check_kinds(kinds.to_pylist())
    check("types", {field.name: str(field.type) for field in kinds.schema}, ARROW_TYPES)
    check("nullability", [field.name for field in kinds.schema if not field.nullable], ["id"])
    with admin.cursor() as cursor:
        planned = cursor.adbc_execute_schema(KINDS)
    check("planned schema", planned.equals(kinds.schema, check_metadata=True), True)
    # The driver refuses a stream whose columns are not the promised ones, nullability included.
    for sql in ("SELECT x.id, y.id AS other, count(*) OVER () AS n FROM clients.kinds x LEFT JOIN clients.kinds y ON x.id = y.an_int32",
                "SELECT coalesce(a_date, DATE '2020-01-01') AS d, NULL AS nothing, 1 AS one FROM clients.kinds",
                "SELECT max(id) AS m, count(*) AS n FROM clients.kinds WHERE false",
                "SELECT id FROM clients.kinds UNION ALL SELECT an_int32 FROM clients.kinds",
                "SELECT name, upper(name) AS u FROM sales_analytics.customers WHERE id < 0"):
        query(admin, sql)


def streams(admin):
    with admin.cursor() as cursor:
        cursor.execute("SELECT id FROM clients.kinds ORDER BY id")
        check("fetching", (cursor.fetchone(), cursor.fetchmany(2), list(cursor), cursor.fetchone()),
              ((1,), [(2,), (3,)], [(4,), (5,), (6,)], None))
        cursor.execute("SELECT n, name FROM clients.numbers WHERE n <= 1000000")
        reader, rows, total = cursor.fetch_record_batch(), 0, 0
        for batch in reader:
            rows += batch.num_rows
            total += pyarrow.compute.sum(batch["n"]).as_py()
        check("a million rows", (rows, total), (1000000, 500000500000))
        cursor.execute("SELECT id, a_date FROM clients.kinds WHERE id < 0")
        check("empty", (cursor.fetch_arrow_table().num_rows, len(cursor.description)), (0, 2))
        cursor.execute("SELECT id FROM clients.kinds")
        check("capsule", pyarrow.RecordBatchReader.from_stream(cursor.fetch_arrow()).read_all().num_rows, 6)
    # Several results of one connection at a time.
    with admin.cursor() as one, admin.cursor() as other:
        one.execute("SELECT n FROM clients.numbers WHERE n <= 100000")
        other.execute("SELECT id FROM clients.kinds ORDER BY id")
        check("two cursors", (other.fetchone(), len(one.fetchall()), len(other.fetchall())), ((1,), 100000, 5))


def sizes(admin):
    """The driver takes no message above 16 MiB: rows as long as these come one by one."""
    with admin.cursor() as cursor:
        cursor.execute("SELECT id, repeat('x', 3000000) AS long FROM clients.kinds")
        lengths = [len(row["long"].as_py()) for batch in cursor.fetch_record_batch() for row in struct_rows(batch)]
        check("long rows", lengths, [3000000] * 6)


def struct_rows(batch):
    return [dict(zip(batch.schema.names, row)) for row in zip(*batch.columns)]


def refusals(admin):
    for sql, status, state, *parts in (
            ("SELECT nme FROM sales_analytics.customers", "INVALID_ARGUMENT", "42703", "'name'", "line 1"),
            ("SELECT 1 FRM x y", "INVALID_ARGUMENT", "42601"),
            ("SELECT * FROM kinds", "NOT_FOUND", "42P01", "did you mean 'clients.kinds'?"),
            ("SELECT 1 / 0", "INVALID_ARGUMENT", "22012"),
            ("SELECT CAST('x' AS int)", "INVALID_ARGUMENT", "22P02"),
            ("INSERT INTO clients.counter VALUES (2, 2)", "INVALID_ARGUMENT", "25006", "only reads"),
            ("DROP TABLE clients.counter", "INVALID_ARGUMENT", "25006", "only reads")):
        refused(sql, lambda: query(admin, sql), adbc.ProgrammingError, status, state, *parts)
    refused("broken contract", lambda: query(admin, "SELECT promised FROM clients.flaws"), (adbc.Error, OSError), "INTERNAL",
            "22004", "not nullable")
    refused("SET", lambda: query(admin, "SET x = 1"), adbc.NotSupportedError, "NOT_IMPLEMENTED", "0A000")
    with admin.cursor() as cursor:
        for mode in ("create", "append", "replace", "create_append"):
            refused("ingest: " + mode, lambda: cursor.adbc_ingest("counter", pyarrow.table({"id": [2]}), mode=mode),
                    adbc.ProgrammingError, "INVALID_ARGUMENT", "25006", "read-only")


def compression(url):
    """Compressed bodies, for who asks: by a header, or for the session."""
    counted = counter(url)
    plain, plain_bytes = counted(lambda address: many(address))
    by_header, header_bytes = counted(lambda address: many(address, COMPRESSED))
    by_option, option_bytes = counted(lambda address: many(address, option="zstd"))
    check("compressed rows", (by_header.equals(plain), by_option.equals(plain)), (True, True))
    for what, count in (("header", header_bytes), ("option", option_bytes)):
        check(f"compressed bytes by {what} ({count} of {plain_bytes})", count < plain_bytes * 0.7, True)


def many(url, more=None, option=None):
    with connect(url, more=more) as connection, connection.cursor() as cursor:
        if option:
            connection.adbc_connection.set_options(**{SESSION + "compression": option})
        cursor.execute(MANY)
        return cursor.fetch_arrow_table()

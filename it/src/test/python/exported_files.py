"""Folders that COPY has written: what PyArrow, Polars and DuckDB make of them."""

import base64
import decimal
import os
import urllib.request
import uuid

import duckdb
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet
import pyarrow.parquet.encryption

from expectations import ARROW_TYPES, FIRST, KINDS, check, check_kinds, fails

ORDERS = "SELECT id, status FROM sales_analytics.orders"


def run(settings):
    whole(export(settings, KINDS))
    whole(export(settings, KINDS, "COMPRESSION snappy, ROW_GROUP_SIZE '64KiB'"))
    nothing(export(settings, "SELECT * FROM clients.kinds WHERE id < 0"))
    partitioned(export(settings, KINDS, "PARTITION_BY (a_bool)"))
    of_arrow(export(settings, KINDS, "FORMAT arrow"))
    of_csv(export(settings, KINDS, "FORMAT csv, COMPRESSION gzip"))
    encrypted(settings, export(settings, KINDS, "ENCRYPTION parquet"))
    enumerations(export(settings, ORDERS))


def export(settings, query, options="FORMAT parquet"):
    folder = os.path.join(settings.exports, f"python-{uuid.uuid4()}")
    statement = f"COPY ({query}) TO 'file:{folder}' ({options})"
    headers = {"Accept": "application/json", "Authorization": "Bearer " + settings.token}
    request = urllib.request.Request(settings.http + "/sql", statement.encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return folder


def file_of(folder):
    (name,) = [name for name in os.listdir(folder) if name.startswith("part-")]
    return os.path.join(folder, name)


def rows(table):
    plain = [row | {"a_uuid": text(row["a_uuid"])} for row in table.to_pylist()]
    return sorted(plain, key=lambda row: row["id"])


def text(identifier):
    # Data sets leave identifiers as their bytes.
    if isinstance(identifier, bytes):
        return str(uuid.UUID(bytes=identifier))
    return identifier and str(identifier)


def whole(folder):
    table = pyarrow.parquet.read_table(folder)
    kinds = {field.name: str(field.type) for field in table.schema}
    check("types", kinds, ARROW_TYPES | {"a_json": "extension<arrow.json>", "a_uuid": "extension<arrow.uuid>"})
    check_kinds(rows(table))
    ids = {field.name: field.metadata[b"PARQUET:field_id"] for field in table.schema}
    check("field ids", ids, {name: str(place).encode() for place, name in enumerate(ARROW_TYPES, 1)})
    footer = pyarrow.parquet.read_metadata(file_of(folder)).metadata
    check("batch", footer[b"colonnade.batches"], b"clients.kinds")
    # No frame of Polars knows decimals of 76 digits.
    names = [name for name in FIRST if name != "a_huge"]
    first = polars.read_parquet(os.path.join(folder, "*.parquet"), columns=["id", *names])
    expected = {name: FIRST[name] for name in names} | {"a_uuid": uuid.UUID(FIRST["a_uuid"]).bytes}
    check("polars", first.filter(polars.col("id") == 1).select(names).row(0, named=True), expected)
    check("polars rows", first.height, table.num_rows)


def nothing(folder):
    table = pyarrow.parquet.read_table(folder)
    check("empty", (table.num_rows, table.schema.names), (0, list(ARROW_TYPES)))


def partitioned(folder):
    hive = pyarrow.dataset.partitioning(pyarrow.schema([("a_bool", pyarrow.string())]), flavor="hive")
    table = pyarrow.dataset.dataset(folder, format="parquet", partitioning=hive).to_table()
    flags = {"true": True, "false": False, None: None}
    check_kinds([row | {"a_bool": flags[row["a_bool"]]} for row in rows(table)])
    frame = polars.scan_parquet(os.path.join(folder, "**/*.parquet"), hive_partitioning=True)
    flags = frame.select("id", "a_bool").collect().sort("id").get_column("a_bool").cast(polars.String).to_list()
    check("polars partitions", flags, ["true", "false", "true", None, "false", "false"])


def of_arrow(folder):
    with pyarrow.ipc.open_file(file_of(folder)) as reader:
        table = reader.read_all()
    check("arrow types", {field.name: str(field.type) for field in table.schema}, ARROW_TYPES)
    check_kinds(rows(table))


def of_csv(folder):
    frame = polars.read_csv(file_of(folder), infer_schema=False)
    first = frame.row(0, named=True)
    for name in ("a_string", "a_large", "an_int64", "a_decimal", "a_huge", "a_date", "a_uuid"):
        value = FIRST[name]
        check("csv " + name, first[name], f"{value:f}" if isinstance(value, decimal.Decimal) else str(value))
    check("csv rows", (frame.height, frame.row(3)[1:]), (6, (None,) * (len(ARROW_TYPES) - 1)))


def encrypted(settings, folder):
    key = base64.b64decode(settings.export_key)
    sealed = pyarrow.parquet.encryption.create_decryption_properties(key)
    with pyarrow.parquet.ParquetFile(file_of(folder), decryption_properties=sealed) as file:
        check_kinds(rows(file.read()))
    other = pyarrow.parquet.encryption.create_decryption_properties(key[::-1])
    fails("another key", OSError, lambda: pyarrow.parquet.ParquetFile(file_of(folder), decryption_properties=other))
    fails("no key", OSError, lambda: pyarrow.parquet.read_table(file_of(folder)))
    with duckdb.connect() as local:
        local.execute(f"PRAGMA add_parquet_key('it', '{settings.export_key}')")
        read = f"read_parquet('{folder}/*.parquet', encryption_config = {{footer_key: 'it'}})"
        check("duckdb", local.execute(f"SELECT count(*), max(an_int32) FROM {read}").fetchone(), (6, 2**31 - 1))
        fails("duckdb without", duckdb.Error, lambda: local.execute(f"FROM '{folder}/*.parquet'").fetchone())


def enumerations(folder):
    path = file_of(folder)
    words = {"F", "O", "P"}
    check("pyarrow", set(pyarrow.parquet.read_table(path).column("status").to_pylist()), words)
    check("polars", set(polars.read_parquet(path).get_column("status").to_list()), words)
    with duckdb.connect() as local:
        found = local.execute(f"SELECT DISTINCT typeof(status), status FROM '{path}'").fetchall()
        check("duckdb", set(found), {("VARCHAR", word) for word in words})

"""Parquet over HTTP: what PyArrow, Polars and DuckDB make of the files."""

import io
import os
import tempfile
import urllib.request
import uuid

import duckdb
import polars
import pyarrow
import pyarrow.parquet

from expectations import ARROW_TYPES, FIRST, KINDS, check, check_kinds

NUMBERS = "SELECT n FROM clients.numbers WHERE n <= 100000"
# DuckDB needs another package for moments with a zone, and no frame knows decimals of 76 digits.
PLAIN = [name for name in FIRST if name not in ("a_huge", "a_moment")]


def run(settings):
    of_pyarrow(fetch(settings, KINDS))
    of_polars(fetch(settings, KINDS))
    with tempfile.TemporaryDirectory() as folder:
        of_duckdb(save(folder, fetch(settings, KINDS)), save(folder, fetch(settings, NUMBERS)))


def fetch(settings, sql):
    headers = {"Accept": "application/vnd.apache.parquet", "Authorization": "Bearer " + settings.token}
    request = urllib.request.Request(settings.http + "/sql", sql.encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def save(folder, body):
    path = os.path.join(folder, f"{uuid.uuid4()}.parquet")
    with open(path, "wb") as file:
        file.write(body)
    return path


def of_pyarrow(body):
    table = pyarrow.parquet.read_table(io.BytesIO(body))
    kinds = {field.name: str(field.type) for field in table.schema}
    check("types", kinds, ARROW_TYPES | {"a_json": "extension<arrow.json>", "a_uuid": "extension<arrow.uuid>"})
    check_kinds([row | {"a_uuid": row["a_uuid"] and str(row["a_uuid"])} for row in table.to_pylist()])
    check("contract", table.schema.metadata[b"colonnade.projections"].split(b"@")[0], b"clients")
    check("key", table.schema.field("id").metadata[b"colonnade.key"], b"true")


def of_polars(body):
    # Where a column is not asked for, Polars need not know its type.
    first = polars.read_parquet(io.BytesIO(body), columns=[*PLAIN, "a_moment", "a_json"]).row(0, named=True)
    expected = {name: FIRST[name] for name in [*PLAIN, "a_moment"]} | {"a_uuid": uuid.UUID(FIRST["a_uuid"]).bytes}
    check("polars", {name: first[name] for name in expected}, expected)
    check("polars json", first["a_json"], '{"a": [1, null, "ü"]}')


def of_duckdb(kinds, numbers):
    with duckdb.connect() as local:
        first = local.execute(f"SELECT {', '.join(PLAIN)} FROM '{kinds}' WHERE id = 1").fetchone()
        expected = tuple(FIRST[name] if name != "a_uuid" else uuid.UUID(FIRST[name]) for name in PLAIN)
        check("duckdb", first, expected)
        check("duckdb rows", local.execute(f"SELECT count(*), sum(n), min(n), max(n) FROM '{numbers}'").fetchone(),
              (100000, 5000050000, 1, 100000))

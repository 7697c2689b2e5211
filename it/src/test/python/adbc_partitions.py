"""Results in parts, of which each is read by another process, with adbc_driver_flightsql."""

import base64
import json
import subprocess
import sys

import adbc_driver_manager as adbc

from adbc import SESSION, connect
from expectations import check, fails

LOTS = "SELECT id, text FROM watched.lots WHERE id > 20000"

READER = """
import base64, json, sys
import adbc_driver_flightsql.dbapi
import pyarrow.compute
url, options, partitions = json.load(sys.stdin)
ids = []
with adbc_driver_flightsql.dbapi.connect(url, db_kwargs=options, autocommit=True) as connection:
    for partition in partitions:
        with connection.cursor() as cursor:
            cursor.adbc_read_partition(base64.b64decode(partition))
            ids.append(cursor.fetch_arrow_table()["id"])
print(json.dumps([[len(part), pyarrow.compute.sum(part).as_py()] for part in ids]))
"""


def run(settings):
    with open(settings.authority) as authority:
        trusted = {"adbc.flight.sql.client_option.tls_root_certs": authority.read()}
    with connect(settings.secure, more=trusted) as admin, admin.cursor() as cursor:
        partitions, schema = cursor.adbc_execute_partitions("SELECT id FROM watched.lots")
        check("one part unless asked for", (len(partitions), schema.names), (1, ["id"]))
        admin.adbc_connection.set_options(**{SESSION + "endpoints": "3"})
        partitions, schema = cursor.adbc_execute_partitions(LOTS)
        check("parts", (len(partitions), schema.names), (3, ["id", "text"]))
        options = {"username": "admin", "password": "admin"} | trusted
        parts = elsewhere(settings.secure, options, partitions)
        check("rows of the parts", (sum(part[0] for part in parts), sum(part[1] for part in parts)),
              (140000, sum(range(20001, 160001))))
        check("each part has rows", all(part[0] > 0 for part in parts), True)
        check("all at once", cursor.execute(LOTS).fetch_arrow_table().num_rows, 140000)
        sorted_parts, _ = cursor.adbc_execute_partitions(LOTS + " ORDER BY id LIMIT 5")
        check("sorted is one part", len(sorted_parts), 1)
        check("its rows", elsewhere(settings.secure, options, sorted_parts), [[5, 100015]])
        bound, _ = cursor.adbc_execute_partitions("SELECT id FROM watched.lots WHERE id < ?", (11,))
        check("with a parameter", elsewhere(settings.secure, options, bound), [[10, 55]])
    # The same keys seal the tickets of both servers; whose they are is in the seal.
    with connect(settings.url) as admin, admin.cursor() as cursor:
        partitions, _ = cursor.adbc_execute_partitions("SELECT id FROM clients.kinds")
    with connect(settings.url, "alice") as alice, alice.cursor() as cursor:
        fails("somebody else's", adbc.ProgrammingError, lambda: cursor.adbc_read_partition(partitions[0]), "UNAUTHENTICATED")
        fails("nonsense", adbc.Error, lambda: cursor.adbc_read_partition(b"nonsense"))


def elsewhere(url, options, partitions):
    """Reads partitions in a process of their own; returns the number of rows and the sum of the ids of each."""
    sent = json.dumps([url, options, [base64.b64encode(partition).decode() for partition in partitions]])
    done = subprocess.run([sys.executable, "-c", READER], input=sent, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)

"""pyarrow.flight, which knows no Flight SQL: its commands are written by hand. python flight_client.py grpc://host:port"""

import sys
import time

import pandas
import polars
import pyarrow
import pyarrow.flight as flight

from counting import counter
from expectations import KINDS, check, check_contains, check_kinds, finish

URL = sys.argv[1]
STARTED = time.time()
TYPES = "type.googleapis.com/arrow.flight.protocol.sql."


counted = counter(URL)


def field(number, text):
    """One field of a message that holds text, as protocol buffers write it."""
    data = text if isinstance(text, bytes) else text.encode()
    size, length = len(data), b""
    while size >= 128:
        length, size = length + bytes([size % 128 + 128]), size // 128
    return bytes([number * 8 + 2]) + length + bytes([size]) + data


def command(name, body):
    return flight.FlightDescriptor.for_command(field(1, TYPES + name) + field(2, body))


class User:
    def __init__(self, name, password=None, url=URL, headers=()):
        self.client = flight.connect(url.replace("grpc://", "grpc+tcp://"))
        token = self.client.authenticate_basic_token(name, password or name)
        self.options = flight.FlightCallOptions(headers=[token, *headers])

    def reader(self, sql):
        info = self.client.get_flight_info(command("CommandStatementQuery", field(1, sql)), self.options)
        reader = self.client.do_get(info.endpoints[0].ticket, self.options)
        check("schema of the stream", reader.schema.equals(info.schema, check_metadata=True), True)
        return reader

    def query(self, sql):
        return self.reader(sql).read_all()


def fails(what, exception, run, *parts):
    try:
        run()
        check(what, "no error", "an error")
    except exception as error:
        check_contains(what, error, *parts)


fails("wrong password", flight.FlightUnauthenticatedError, lambda: User("alice", "wrong"), "Cannot authenticate")

admin = User("admin")
check_kinds(admin.query(KINDS).to_pylist())
check("empty", admin.query("SELECT id FROM clients.kinds WHERE id < 0").num_rows, 0)

rows = 0
for chunk in admin.reader("SELECT n, name FROM clients.numbers WHERE n <= 1000000"):
    rows += chunk.data.num_rows
check("a million rows", rows, 1000000)

frame = polars.from_arrow(admin.query("SELECT id, total_price FROM sales_analytics.orders"))
check("Polars", frame.height, 15000)
check("pandas", len(admin.query("SELECT id FROM sales_analytics.orders").to_pandas()), 15000)

# Compressed bodies, for who asks.
MANY = "SELECT n, name FROM clients.numbers WHERE n <= 200000"
plain, plain_bytes = counted(lambda url: User("admin", url=url).query(MANY))
zstd, zstd_bytes = counted(lambda url: User("admin", url=url, headers=[(b"x-colonnade-compression", b"zstd")]).query(MANY))
check("compressed rows", zstd.equals(plain), True)
check(f"compressed bytes ({zstd_bytes} of {plain_bytes})", zstd_bytes < plain_bytes * 0.7, True)
fails("lz4", pyarrow.ArrowInvalid, lambda: User("admin", headers=[(b"x-colonnade-compression", b"lz4")]).query(MANY), "use zstd")

alice = User("alice")
seen = alice.query("SELECT name, address FROM sales_analytics.customers")
check("masked", (200 < seen.num_rows < 400, set(seen["name"].to_pylist())), (True, {"[REDACTED]"}))
fails("bad column", pyarrow.ArrowInvalid, lambda: alice.query("SELECT nme FROM sales_analytics.customers"), "'name'")
fails("hidden table", KeyError, lambda: alice.query("SELECT * FROM tpch.lineitem"), "does not exist")

finish("pyarrow.flight", f"pyarrow {pyarrow.__version__}, Polars {polars.__version__}, pandas {pandas.__version__}", STARTED)

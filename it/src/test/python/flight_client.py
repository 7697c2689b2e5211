"""pyarrow.flight, which knows no Flight SQL: its commands are written by hand."""

import polars
import pyarrow
import pyarrow.flight as flight

from counting import counter
from expectations import KINDS, check, check_kinds, fails

TYPES = "type.googleapis.com/arrow.flight.protocol.sql."
MANY = "SELECT n, name FROM clients.numbers WHERE n <= 200000"


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
    def __init__(self, url, name, password=None, headers=()):
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


def run(settings):
    def user(name, password=None):
        return User(settings.url, name, password)

    fails("wrong password", flight.FlightUnauthenticatedError, lambda: user("alice", "wrong"), "Cannot authenticate")
    admin = user("admin")
    check_kinds(admin.query(KINDS).to_pylist())
    check("empty", admin.query("SELECT id FROM clients.kinds WHERE id < 0").num_rows, 0)
    rows = 0
    for chunk in admin.reader("SELECT n, name FROM clients.numbers WHERE n <= 1000000"):
        rows += chunk.data.num_rows
    check("a million rows", rows, 1000000)
    orders = admin.query("SELECT id, total_price FROM sales_analytics.orders")
    check("frames", (polars.from_arrow(orders).height, len(orders.to_pandas())), (15000, 15000))
    compression(settings.url)
    alice = user("alice")
    seen = alice.query("SELECT name, address FROM sales_analytics.customers")
    check("masked", (200 < seen.num_rows < 400, set(seen["name"].to_pylist())), (True, {"[REDACTED]"}))
    fails("bad column", pyarrow.ArrowInvalid, lambda: alice.query("SELECT nme FROM sales_analytics.customers"), "'name'")
    fails("hidden table", KeyError, lambda: alice.query("SELECT * FROM tpch.lineitem"), "does not exist")


def compression(url):
    """Compressed bodies, for who asks."""

    def many(address, codec=None):
        headers = [(b"x-colonnade-compression", codec)] if codec else []
        return User(address, "admin", headers=headers).query(MANY)

    counted = counter(url)
    plain, plain_bytes = counted(many)
    for codec in (b"zstd", b"lz4"):
        compressed, compressed_bytes = counted(lambda address: many(address, codec))
        check(f"{codec} rows", compressed.equals(plain), True)
        check(f"{codec} bytes ({compressed_bytes} of {plain_bytes})", compressed_bytes < plain_bytes * 0.8, True)
    fails("gzip", pyarrow.ArrowInvalid, lambda: many(url, b"gzip"), "use none, zstd or lz4")

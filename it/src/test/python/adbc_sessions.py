"""Transactions, session options, and the ways to log in, with adbc_driver_flightsql."""

import http.server
import json
import threading
import warnings

import adbc_driver_flightsql.dbapi
import adbc_driver_manager as adbc

from adbc import SESSION, connect, query, refused
from expectations import check, eventually, fails

COUNTER = "SELECT value FROM clients.counter"
LOTS = "SELECT count(*) FROM watched.lots"
AUTHORIZATION = "adbc.flight.sql.authorization_header"
TLS = "adbc.flight.sql.client_option."
COOKIES = "adbc.flight.sql.rpc.with_cookie_middleware"
OAUTH = "adbc.flight.sql.oauth."


def run(settings):
    transactions(settings.url)
    with connect(settings.url) as admin:
        options(admin)
    passwords(settings.url)
    tokens(settings)
    tls(settings)


def transactions(url):
    """DB-API's default: a transaction, and another after each commit. The counter counts all the time."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        connection = connect(url, autocommit=False)
    check("DB-API 2.0", [str(warning.message) for warning in warned], [])
    with connection, connect(url) as outside, connection.cursor() as cursor:
        first = cursor.execute(COUNTER).fetchall()
        eventually("the counter counts", lambda: query(outside, COUNTER) > first)
        # The cursor keeps the statement that it prepared.
        check("snapshot", cursor.execute(COUNTER).fetchall(), first)
        connection.commit()
        second = cursor.execute(COUNTER).fetchall()
        check("after commit", second > first, True)
        eventually("the counter goes on", lambda: query(outside, COUNTER) > second)
        connection.rollback()
        check("after rollback", cursor.execute(COUNTER).fetchall() > second, True)
        fails("an error", adbc.ProgrammingError, lambda: cursor.execute("SELECT 1 / 0").fetchall(), "division by zero")
        check("goes on after an error", cursor.execute("SELECT 1").fetchall(), [(1,)])
        connection.adbc_connection.set_autocommit(True)
        third = cursor.execute(COUNTER).fetchall()
        eventually("autocommit sees changes", lambda: cursor.execute(COUNTER).fetchall() > third)


def options(admin):
    check("catalog", (admin.adbc_current_catalog, admin.adbc_current_db_schema), ("colonnade", ""))
    admin.adbc_current_db_schema = "clients"
    check("schema", (admin.adbc_current_db_schema, query(admin, "SELECT count(*) FROM kinds")), ("clients", [(6,)]))
    admin.adbc_current_db_schema = ""
    fails("no schema", adbc.ProgrammingError, lambda: query(admin, "SELECT count(*) FROM kinds"), "clients.kinds")
    for name, value in (("schema", "nothing"), ("catalog", "nothing"), ("endpoints", "0"), ("nothing", "1")):
        fails(f"{name} = {value}", adbc.Error,
              lambda: admin.adbc_connection.set_options(**{SESSION + name: value}), "INVALID_ARGUMENT", name)
    options = json.loads(admin.adbc_connection.get_option("adbc.flight.sql.session.options"))
    check("options", options, {"catalog": "colonnade", "schema": "", "endpoints": 1, "compression": "none"})


def passwords(url):
    refused("wrong password", lambda: connect(url, "alice", "wrong"), adbc.ProgrammingError, "UNAUTHENTICATED", "28P01",
            "Cannot authenticate")
    refused("unknown user", lambda: connect(url, "nobody", "wrong"), adbc.ProgrammingError, "UNAUTHENTICATED", "28P01",
            "Cannot authenticate")
    fails("no server", adbc.OperationalError, lambda: connect("grpc://127.0.0.1:1"), "IO:")
    headers = {"adbc.flight.sql.rpc.call_header.x-forwarded-user": "admin", "adbc.flight.sql.rpc.call_header.role": "admin"}
    with connect(url, "carol", more=headers) as carol:
        fails("a header is no role", adbc.ProgrammingError, lambda: query(carol, "SELECT * FROM tpch.region"), "does not exist")
    # Name and password in the address are not taken by the driver: that is nobody.
    anonymous = url.replace("grpc://", "grpc://admin:admin@")
    with adbc_driver_flightsql.dbapi.connect(anonymous, autocommit=True) as nobody:
        fails("password in the address", adbc.ProgrammingError, lambda: query(nobody, COUNTER), "does not exist")


def with_options(url, **options):
    return adbc_driver_flightsql.dbapi.connect(url, db_kwargs=options, autocommit=True)


def tokens(settings):
    with with_options(settings.url, **{AUTHORIZATION: "Bearer " + settings.token}) as dora:
        check("token", query(dora, "SELECT count(*) FROM clients.kinds"), [(6,)])
    # A token is no session; a cookie makes one.
    with with_options(settings.url, **{AUTHORIZATION: "Bearer " + settings.token, COOKIES: "true"}) as dora:
        dora.adbc_current_db_schema = "clients"
        check("token and cookie", query(dora, "SELECT count(*) FROM kinds"), [(6,)])
    for wrong in (settings.token[:-4] + "AAAA", "nonsense", settings.token.split(".")[0]):
        with with_options(settings.url, **{AUTHORIZATION: "Bearer " + wrong}) as nobody:
            refused("wrong token", lambda: query(nobody, "SELECT 1"), adbc.ProgrammingError, "UNAUTHENTICATED", "28000",
                    "Cannot authenticate")


def oauth(settings, trusted):
    """An authorization server that gives out one token. The driver sends such tokens over TLS only."""

    class Endpoint(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"access_token": settings.token, "token_type": "Bearer", "expires_in": 3600}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Endpoint) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        flow = {OAUTH + "flow": "client_credentials", OAUTH + "token_uri": f"http://127.0.0.1:{server.server_port}/token",
                OAUTH + "client_id": "etl", OAUTH + "client_secret": "secret"}
        with with_options(settings.secure, **trusted, **flow) as dora:
            check("OAuth", query(dora, LOTS), [(160000,)])
        server.shutdown()


def tls(settings):
    def read(path):
        with open(path) as file:
            return file.read()

    trusted = {TLS + "tls_root_certs": read(settings.authority)}
    shown = {TLS + "mtls_cert_chain": read(settings.certificate), TLS + "mtls_private_key": read(settings.key)}
    strange = {TLS + "mtls_cert_chain": read(settings.strange_certificate), TLS + "mtls_private_key": read(settings.strange_key)}
    with connect(settings.secure, more=trusted) as admin:
        check("TLS", query(admin, LOTS), [(160000,)])
    with with_options(settings.secure, **trusted, **shown) as etl:
        check("mutual TLS", query(etl, LOTS), [(160000,)])
    with connect(settings.secure.replace("grpc+tls", "flightsql"), more=trusted) as admin:
        check("flightsql://", query(admin, "SELECT 1"), [(1,)])
    fails("untrusted server", adbc.Error, lambda: connect(settings.secure), "certificate")
    with with_options(settings.secure, **trusted, **strange) as nobody:
        fails("untrusted client", adbc.ProgrammingError, lambda: query(nobody, LOTS), "does not exist")
    elsewhere = {TLS + "tls_override_hostname": "elsewhere.test"}
    fails("wrong name", adbc.Error, lambda: connect(settings.secure, more=trusted | elsewhere), "certificate")
    fails("no TLS", adbc.Error, lambda: connect(settings.secure.replace("grpc+tls", "grpc")), "IO:")
    oauth(settings, trusted)

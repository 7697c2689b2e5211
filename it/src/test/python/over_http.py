"""requests over HTTP, and what pyarrow, pandas, Polars and DuckDB make of the answers."""

import io

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.ipc
import requests

from expectations import ARROW_TYPES, KINDS, check, check_kinds, fails

ARROW = "application/vnd.apache.arrow.stream"
NUMBERS = "SELECT n FROM clients.numbers WHERE n <= 200000"
CUSTOMERS = "SELECT id, nation, account_balance FROM sales_analytics.customers ORDER BY id"


def run(settings):
    with requests.Session() as alice:
        alice.auth = ("alice", "alice")
        arrow(alice, settings.http)
        frames(alice, settings.http)
        refusals(alice, settings.http)
    broken(settings.http)


def ask(session, server, sql, accept=ARROW, **more):
    return session.post(server + "/sql", data=sql.encode(), headers={"Accept": accept}, timeout=60, **more)


def arrow(session, server):
    with ask(session, server, KINDS, stream=True) as answer, pyarrow.ipc.open_stream(answer.raw) as reader:
        table = reader.read_all()
    check("types", {field.name: str(field.type) for field in table.schema}, ARROW_TYPES)
    check_kinds(table.to_pylist())
    rows = 0
    with ask(session, server, NUMBERS, stream=True) as answer, pyarrow.ipc.open_stream(answer.raw) as reader:
        for batch in reader:
            rows += batch.num_rows
            check("a batch is a part", batch.num_rows < 200_000, True)
    check("rows", rows, 200_000)


def frames(session, server):
    expected = pyarrow.ipc.open_stream(ask(session, server, CUSTOMERS).content).read_all()
    check("Polars", polars.read_ipc_stream(io.BytesIO(ask(session, server, CUSTOMERS).content)).to_arrow().to_pylist(),
          expected.to_pylist())
    balances = [str(each) for each in expected["account_balance"].to_pylist()]
    csv = pandas.read_csv(io.BytesIO(ask(session, server, CUSTOMERS, "text/csv").content), dtype={"account_balance": str})
    check("pandas, CSV", (list(csv["id"]), list(csv["account_balance"])), (expected["id"].to_pylist(), balances))
    records = pandas.DataFrame(ask(session, server, CUSTOMERS, "application/json").json())
    check("pandas, JSON", (list(records["id"]), list(records["account_balance"])), (expected["id"].to_pylist(), balances))
    duckdb.register("customers", expected)
    check("DuckDB", duckdb.sql("SELECT count(*), sum(account_balance) FROM customers").fetchall()[0],
          (expected.num_rows, sum(expected["account_balance"].to_pylist())))


def refusals(session, server):
    answer = ask(session, server, "SELECT nme FROM sales_analytics.customers")
    check("status", answer.status_code, 400)
    check("type", answer.headers["Content-Type"], "application/problem+json")
    check("SQLSTATE", answer.json()["sqlstate"], "42703")
    check("nobody", requests.post(server + "/sql", data="SELECT * FROM sales_analytics.customers", timeout=60).status_code, 404)
    check("a wrong password", requests.post(server + "/sql", data="SELECT 1", auth=("alice", "bob"), timeout=60).status_code, 401)


def broken(server):
    """The answer is cut where its data break the contract: no library takes it for a whole one."""
    flaws = "SELECT id, promised FROM clients.flaws ORDER BY id"
    for accept in (ARROW, "text/csv", "application/json"):
        fails("broken " + accept, requests.exceptions.ChunkedEncodingError,
              lambda: requests.post(server + "/sql", data=flaws, headers={"Accept": accept}, auth=("admin", "admin"), timeout=60).content)
    with requests.post(server + "/sql", data=flaws, headers={"Accept": ARROW}, auth=("admin", "admin"), stream=True,
                       timeout=60) as answer:
        fails("broken, as it comes", Exception, lambda: pyarrow.ipc.open_stream(answer.raw).read_all())

"""Joins governed rows with local ones in DuckDB, while they come.

    pip install adbc_driver_flightsql adbc_driver_manager pyarrow duckdb
    python examples/python/adbc_duckdb.py [grpc://127.0.0.1:50051]

Run it beside `./colonnade demo`. It asks as `alice`, who sees Europe only.
"""

import sys

import adbc_driver_flightsql.dbapi as flight_sql
import duckdb

url = sys.argv[1] if len(sys.argv) > 1 else "grpc://127.0.0.1:50051"

local = duckdb.connect()
local.execute("CREATE TABLE targets (nation text, target numeric(14, 2))")
local.execute("INSERT INTO targets VALUES ('FRANCE', 200000), ('GERMANY', 250000), ('CHINA', 100000)")

with flight_sql.connect(
    url, db_kwargs={"username": "alice", "password": "alice"}, autocommit=True
) as connection, connection.cursor() as cursor:
    # Colonnade adds up, DuckDB joins: what can be said in SQL is best asked of the server.
    cursor.execute("SELECT nation, sum(account_balance) AS balance FROM sales_analytics.customers GROUP BY nation")
    local.register("balances", cursor.fetch_record_batch())
    rows = local.execute(
        "SELECT nation, balance, balance - target AS above FROM targets JOIN balances USING (nation) ORDER BY nation"
    ).fetchall()

for nation, balance, above in rows:
    print(f"{nation:10} {balance:>14} {above:>+14}")

"""Reads governed rows into a Polars data frame over ADBC.

    pip install adbc_driver_flightsql adbc_driver_manager pyarrow polars
    python examples/python/adbc_polars.py [grpc://127.0.0.1:50051]

Run it beside `./colonnade demo`. It asks as `alice`, who sees Europe only.
"""

import sys

import adbc_driver_flightsql.dbapi as flight_sql
import polars

url = sys.argv[1] if len(sys.argv) > 1 else "grpc://127.0.0.1:50051"

with flight_sql.connect(
    url, db_kwargs={"username": "alice", "password": "alice"}, autocommit=True
) as connection:
    orders = polars.read_database(
        "SELECT nation, market_segment, account_balance FROM sales_analytics.customers",
        connection,
    )

print(
    orders.group_by("nation")
    .agg(polars.len().alias("customers"), polars.col("account_balance").sum())
    .sort("nation")
)

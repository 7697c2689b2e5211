"""Reads one result by several processes, all in one snapshot.

    pip install adbc_driver_flightsql adbc_driver_manager pyarrow
    python examples/python/adbc_partitions.py [grpc://127.0.0.1:50051]

Run it beside `./colonnade demo`. It asks as `admin`, who sees everything.
"""

import concurrent.futures
import multiprocessing
import sys

import adbc_driver_flightsql.dbapi as flight_sql

LOGIN = {"username": "admin", "password": "admin"}


def read(url, partition):
    """Each process logs in by itself, as the same user."""
    with flight_sql.connect(url, db_kwargs=LOGIN, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.adbc_read_partition(partition)
        return sum(batch.num_rows for batch in cursor.fetch_record_batch())


def main():
    url = sys.argv[1] if len(sys.argv) > 1 else "grpc://127.0.0.1:50051"
    with flight_sql.connect(url, db_kwargs=LOGIN, autocommit=True) as connection, connection.cursor() as cursor:
        connection.adbc_connection.set_options(**{"adbc.flight.sql.session.option.endpoints": "4"})
        # Small tables, sorted and grouped results stay one partition.
        partitions, schema = cursor.adbc_execute_partitions("SELECT * FROM tpch.lineitem")
        # A process that is forked while the driver runs would hang.
        fresh = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(len(partitions), mp_context=fresh) as readers:
            rows = list(readers.map(read, [url] * len(partitions), partitions))
    print(f"{len(partitions)} partitions of {len(schema)} columns, {sum(rows)} rows: {rows}")


if __name__ == "__main__":
    main()

"""Every suite of Python's clients in one process: python clients.py settings.json. Prints a line of JSON for each."""

import importlib
import importlib.metadata
import json
import sys
import time
import traceback

from expectations import Settings, problems

SUITES = ["adbc_queries", "adbc_parameters", "adbc_metadata", "adbc_sessions", "adbc_waiting", "adbc_partitions", "frames",
          "flight_client", "over_http", "parquet_files", "exported_files", "adbc_exports"]
LIBRARIES = ["adbc-driver-flightsql", "duckdb", "pandas", "polars", "pyarrow", "requests"]

settings = Settings(json.load(open(sys.argv[1])))
for suite in SUITES:
    started = time.monotonic()
    try:
        importlib.import_module(suite).run(settings)
    except Exception:
        problems.append(traceback.format_exc())
    line = {"suite": suite, "seconds": round(time.monotonic() - started, 1), "wrong": list(problems)}
    print(json.dumps(line), flush=True)
    problems.clear()
print("Python " + sys.version.split()[0], *(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES), sep=", ")

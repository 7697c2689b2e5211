"""A client program of the benchmark: reads lines of JSON, as io.colonnade.it.bench.client.ClientProgram does, and answers each."""

import json
import sys
import time
import urllib.parse


class Adbc:
    """A DB-API connection of ADBC, whose results are read as a stream of batches."""

    def __init__(self, connection):
        self.connection = connection

    def read(self, sql, pause):
        rows, first = 0, 0.0
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            for batch in cursor.fetch_record_batch():
                first = first or time.perf_counter()
                rows += batch.num_rows
                if pause:
                    time.sleep(pause)
        return rows, first


class ConnectorX:
    """ConnectorX reads a whole result into memory before it returns."""

    def __init__(self, url):
        import connectorx

        self.connectorx = connectorx
        self.url = url

    def read(self, sql, pause):
        table = self.connectorx.read_sql(self.url, sql, return_type="arrow")
        return table.num_rows, time.perf_counter()


def url(settings):
    password = urllib.parse.quote(settings["password"], safe="")
    return f"postgresql://{settings['user']}:{password}@{settings['host']}:{settings['port']}/{settings['database']}"


def adbc_postgresql(settings):
    import adbc_driver_postgresql.dbapi

    return Adbc(adbc_driver_postgresql.dbapi.connect(url(settings), autocommit=True))


def adbc_flightsql(settings):
    import adbc_driver_flightsql.dbapi

    return Adbc(
        adbc_driver_flightsql.dbapi.connect(
            f"grpc://{settings['host']}:{settings['port']}",
            db_kwargs={"adbc.flight.sql.authorization_header": "Bearer " + settings["token"]},
            autocommit=True,
        )
    )


def connector_x(settings):
    return ConnectorX(url(settings))


KINDS = {"ADBC_POSTGRESQL": adbc_postgresql, "ADBC_FLIGHTSQL": adbc_flightsql, "CONNECTORX": connector_x}


def reply(error="", rows=0, seconds=0.0, first=(), each=()):
    fields = {"error": error, "rows": rows, "seconds": seconds, "firstSeconds": list(first), "eachSeconds": list(each)}
    print(json.dumps(fields), flush=True)


def run(client, request):
    if request["streams"] != 1 or request["keys"]:
        raise ValueError("it reads one stream and no keys")
    rows, firsts, each = 0, [], []
    began = time.perf_counter()
    for _ in range(request["times"]):
        start = time.perf_counter()
        count, first = client.read(request["sql"], request["pauseMillis"] / 1000)
        each.append(time.perf_counter() - start)
        firsts.append(first - start)
        rows += count
    reply(rows=rows, seconds=time.perf_counter() - began, first=firsts, each=each)


def main():
    settings = json.loads(sys.stdin.readline())
    try:
        client = KINDS[settings["kind"]](settings)
    except Exception as failure:
        reply(error=f"{type(failure).__name__}: {failure}")
        return
    reply()
    for line in sys.stdin:
        try:
            run(client, json.loads(line))
        except Exception as failure:
            reply(error=f"{type(failure).__name__}: {failure}")


main()

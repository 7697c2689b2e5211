"""Answers questions, a line of JSON each, through adbc_driver_flightsql: python policy_client.py grpc://host:port"""

import datetime
import decimal
import json
import sys

import adbc_driver_flightsql.dbapi
import adbc_driver_manager
import pyarrow.types as types

URL = sys.argv[1]
HEADER = "adbc.flight.sql.authorization_header"
READ = {
    "Long": int,
    "String": str,
    "BigDecimal": decimal.Decimal,
    "LocalDate": datetime.date.fromisoformat,
}

connections = {}


def connection(token):
    if token not in connections:
        options = {HEADER: "Bearer " + token} if token else {}
        connections[token] = adbc_driver_flightsql.dbapi.connect(URL, db_kwargs=options, autocommit=True)
    return connections[token]


def kind(column):
    for test, name in (
        (types.is_boolean, "BOOLEAN"),
        (types.is_integer, "NUMBER"),
        (types.is_decimal, "NUMBER"),
        (types.is_floating, "FLOAT"),
        (types.is_date, "DATE"),
        (types.is_time, "TIME"),
        (types.is_timestamp, "INSTANT" if getattr(column, "tz", None) else "TIMESTAMP"),
    ):
        if test(column):
            return name
    return "TEXT"


def text(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def answer(question):
    parameters = [READ[name](value) for each in question["parameters"] for name, value in each.items()]
    try:
        with connection(question["token"]).cursor() as cursor:
            cursor.execute(question["sql"], parameters or None)
            table = cursor.fetch_arrow_table()
    except adbc_driver_manager.Error as error:
        return {"message": str(error)}
    columns = [[text(value) for value in column.to_pylist()] for column in table.columns]
    rows = [list(row) for row in zip(*columns)]
    return {"kinds": [kind(column) for column in table.schema.types], "rows": rows}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

for each in connections.values():
    each.close()

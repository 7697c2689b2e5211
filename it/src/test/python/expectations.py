"""What every Python client must see; the suites beside this file ask it, each in its own way."""

import datetime
import decimal
import sys
import time

problems = []


class Settings:
    """Where the servers are, and what to log in with."""

    def __init__(self, values):
        self.__dict__.update(values)


def check(what, actual, expected):
    """Records a disagreement; all of them are reported at the end."""
    if actual != expected:
        problems.append(f"{what}: expected {expected!r}, got {actual!r}")


def check_contains(what, text, *parts):
    for part in parts:
        if part not in str(text):
            problems.append(f"{what}: {part!r} is not in {str(text)!r}")


def fails(what, exception, run, *parts):
    """Returns the error, for more to be asked of it."""
    try:
        run()
    except exception as error:
        check_contains(what, error, *parts)
        return error
    check(what, "no error", "an error")
    return None


def eventually(what, condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            problems.append(f"{what}: not within {seconds} s")
            return
        time.sleep(0.05)


KINDS = "SELECT * FROM clients.kinds ORDER BY id"

ARROW_TYPES = {
    "id": "int32",
    "a_string": "string",
    "a_large": "large_string",
    "an_int32": "int32",
    "an_int64": "int64",
    "a_float32": "float",
    "a_float64": "double",
    "a_bool": "bool",
    "a_decimal": "decimal128(12, 2)",
    "a_long": "decimal128(38, 10)",
    "a_huge": "decimal256(76, 20)",
    "a_date": "date32[day]",
    "a_time": "time64[us]",
    "a_moment": "timestamp[us, tz=UTC]",
    "a_json": "string",
    "a_binary": "binary",
    "a_uuid": "string",
}

# What identifies the first row of KINDS, in Python's own values.
FIRST = {
    "a_string": "Grüße, 東京 🏛",
    "a_large": 'line 1\nline "2", \\',
    "an_int32": 42,
    "an_int64": 4200000000,
    "a_float32": 1.5,
    "a_float64": 2.25,
    "a_decimal": decimal.Decimal("1234.56"),
    "a_long": decimal.Decimal("0.0000000001"),
    "a_huge": decimal.Decimal("0.00000000000000000001"),
    "a_date": datetime.date(2024, 2, 29),
    "a_time": datetime.time(12, 34, 56, 789012),
    "a_moment": datetime.datetime(2024, 7, 1, 12, tzinfo=datetime.timezone.utc),
    "a_binary": b"\x00\xff\x10",
    "a_uuid": "00112233-4455-6677-8899-aabbccddeeff",
}


def check_kinds(rows):
    """Checks the rows of KINDS, as lists of dictionaries of Python's own values."""
    first, low, high, nothing = rows[:4]
    utc = datetime.timezone.utc
    check("first", {name: first[name] for name in FIRST}, FIRST)
    check("int32", (low["an_int32"], high["an_int32"]), (-(2**31), 2**31 - 1))
    check("int64", (low["an_int64"], high["an_int64"]), (-(2**63), 2**63 - 1))
    check("float64", high["a_float64"], sys.float_info.max)
    check("bool", (first["a_bool"], low["a_bool"]), (True, False))
    check("long decimal", high["a_long"], decimal.Decimal("9" * 28 + "." + "9" * 10))
    check("huge decimal", low["a_huge"], decimal.Decimal("-" + "9" * 56 + "." + "9" * 20))
    check("date", (low["a_date"], high["a_date"]), (datetime.date(1, 1, 1), datetime.date(9999, 12, 31)))
    check("time", (low["a_time"], high["a_time"]), (datetime.time(0), datetime.time(23, 59, 59, 999999)))
    check("moment", (low["a_moment"], high["a_moment"]),
          (datetime.datetime(1, 1, 1, tzinfo=utc), datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=utc)))
    check("json", first["a_json"], '{"a": [1, null, "ü"]}')
    check("long text", (len(high["a_string"]), len(high["a_binary"])), (10000, 10000))
    check("nulls", [value for name, value in nothing.items() if name != "id" and value is not None], [])

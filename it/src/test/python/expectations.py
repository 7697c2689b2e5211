"""What every Python client must see; the scripts beside this file ask it, each in its own way."""

import datetime
import decimal
import sys
import time

MESSAGES = []


def check(what, actual, expected):
    """Records a disagreement; all of them are reported at the end."""
    if actual != expected:
        MESSAGES.append(f"{what}: expected {expected!r}, got {actual!r}")


def check_contains(what, text, *parts):
    for part in parts:
        if part not in str(text):
            MESSAGES.append(f"{what}: {part!r} is not in {str(text)!r}")


KINDS = "SELECT * FROM clients.kinds ORDER BY id"


def check_kinds(rows):
    """Checks the rows of KINDS, as lists of dictionaries of Python's own values."""
    first, low, high, nothing = rows[:4]
    utc = datetime.timezone.utc
    check("string", first["a_string"], "Grüße, 東京 🏛")
    check("large", first["a_large"], 'line 1\nline "2", \\')
    check("int32", (first["an_int32"], low["an_int32"], high["an_int32"]), (42, -(2**31), 2**31 - 1))
    check("int64", (low["an_int64"], high["an_int64"]), (-(2**63), 2**63 - 1))
    check("float32", first["a_float32"], 1.5)
    check("float64", (first["a_float64"], high["a_float64"]), (2.25, sys.float_info.max))
    check("bool", (first["a_bool"], low["a_bool"]), (True, False))
    check("decimal", first["a_decimal"], decimal.Decimal("1234.56"))
    check("long decimal", high["a_long"], decimal.Decimal("9" * 28 + "." + "9" * 10))
    check("date", (first["a_date"], low["a_date"]), (datetime.date(2024, 2, 29), datetime.date(1, 1, 1)))
    check("time", first["a_time"], datetime.time(12, 34, 56, 789012))
    check("moment", first["a_moment"].astimezone(utc), datetime.datetime(2024, 7, 1, 12, tzinfo=utc))
    check("json", first["a_json"], '{"a": [1, null, "ü"]}')
    check("binary", first["a_binary"], b"\x00\xff\x10")
    check("uuid", first["a_uuid"], "00112233-4455-6677-8899-aabbccddeeff")
    check("nulls", [value for name, value in nothing.items() if name != "id" and value is not None], [])


def finish(client, versions, started):
    for message in MESSAGES:
        print("WRONG", message)
    print(f"{client}: {versions}; {time.time() - started:.1f} s")
    sys.exit(1 if MESSAGES else 0)

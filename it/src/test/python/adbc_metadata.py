"""What adbc_driver_flightsql lists: catalogs, schemas, tables, columns, types and facts of the server."""

import adbc_driver_manager as adbc

from adbc import connect, query
from expectations import ARROW_TYPES, check, fails

CLIENTS = ["counter", "flaws", "kinds", "numbers"]


def run(settings):
    with connect(settings.url) as admin:
        depths(admin)
        filters(admin)
        columns(admin)
        schemas(admin)
        check("table types", admin.adbc_get_table_types(), ["TABLE"])
        info = admin.adbc_get_info()
        check("vendor", info["vendor_name"], "Colonnade")
        check("versions", (info["vendor_version"][0].isdigit(), info["vendor_arrow_version"][0].isdigit()), (True, True))
        fails("statistics", adbc.NotSupportedError, lambda: admin.adbc_get_statistics().read_all())
    with connect(settings.url, "alice") as alice:
        check("what alice may read", [schema for schema, _ in listed(alice)], ["clients"] * 4 + ["sales_analytics"] * 3)
        fails("hidden schema", adbc.ProgrammingError, lambda: alice.adbc_get_table_schema("lineitem", db_schema_filter="tpch"),
              "NOT_FOUND")
    with adbc_anonymous(settings.url) as nobody:
        check("what nobody may read", listed(nobody), [])


def adbc_anonymous(url):
    import adbc_driver_flightsql.dbapi

    return adbc_driver_flightsql.dbapi.connect(url, autocommit=True)


def objects(connection, **what):
    return connection.adbc_get_objects(**what).read_all().to_pylist()


def listed(connection, **what):
    """Returns schema and table of everything that is listed."""
    return sorted((schema["db_schema_name"], table["table_name"])
                  for catalog in objects(connection, depth="tables", **what)
                  for schema in catalog["catalog_db_schemas"]
                  for table in schema["db_schema_tables"])


def depths(admin):
    check("catalogs", objects(admin, depth="catalogs"), [{"catalog_name": "colonnade", "catalog_db_schemas": None}])
    schemas = objects(admin, depth="db_schemas")[0]["catalog_db_schemas"]
    check("schemas", [(schema["db_schema_name"], schema["db_schema_tables"]) for schema in schemas],
          [("clients", None), ("sales_analytics", None), ("tpch", None)])
    tables = objects(admin, depth="tables", db_schema_filter="clients")[0]["catalog_db_schemas"][0]["db_schema_tables"]
    check("tables", [(table["table_name"], table["table_type"], table["table_columns"]) for table in tables],
          [(name, "TABLE", None) for name in CLIENTS])
    for depth in ("columns", "all"):
        table = objects(admin, depth=depth, table_name_filter="counter")[0]["catalog_db_schemas"][0]["db_schema_tables"][0]
        check(depth, [column["column_name"] for column in table["table_columns"]], ["id", "value"])


def filters(admin):
    for what, expected in (({"db_schema_filter": "clients"}, CLIENTS),
                           ({"db_schema_filter": "cl%"}, CLIENTS),
                           ({"db_schema_filter": "client_", "table_name_filter": "k%"}, ["kinds"]),
                           ({"db_schema_filter": "clients", "table_name_filter": "_inds"}, ["kinds"]),
                           ({"catalog_filter": "colonnade", "db_schema_filter": "clients"}, CLIENTS),
                           ({"catalog_filter": "other"}, []),
                           ({"db_schema_filter": "nothing"}, []),
                           ({"table_name_filter": "nothing"}, []),
                           ({"table_types_filter": ["TABLE"], "db_schema_filter": "clients"}, CLIENTS),
                           ({"table_types_filter": ["VIEW"]}, [])):
        check(f"{what}", [name for _, name in listed(admin, **what)], expected)


def columns(admin):
    found = objects(admin, depth="all", db_schema_filter="clients", table_name_filter="kinds", column_name_filter="a_d%")
    table = found[0]["catalog_db_schemas"][0]["db_schema_tables"][0]
    check("column pattern", {column["column_name"]: (column["xdbc_type_name"], column["ordinal_position"])
                             for column in table["table_columns"]},
          {"a_decimal": ("numeric", 9), "a_date": ("date", 12)})
    # The driver asks for no keys; the server has them (GetPrimaryKeys).
    check("constraints", table["table_constraints"], [])


def schemas(admin):
    schema = admin.adbc_get_table_schema("kinds", catalog_filter="colonnade", db_schema_filter="clients")
    check("types", {field.name: str(field.type) for field in schema}, ARROW_TYPES)
    check("nullability", [field.name for field in schema if not field.nullable], ["id"])
    uuid = schema.field("a_uuid").metadata
    check("type name", (uuid[b"ARROW:FLIGHT:SQL:TYPE_NAME"], uuid[b"ARROW:FLIGHT:SQL:SCHEMA_NAME"]), (b"uuid", b"clients"))
    fails("no such table", adbc.ProgrammingError, lambda: admin.adbc_get_table_schema("nothing"), "NOT_FOUND")
    check("still works", query(admin, "SELECT 1"), [(1,)])

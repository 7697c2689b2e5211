package io.colonnade.source.postgres.doctor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the role that reads may do besides.
 *
 * @param name the role, quoted where SQL needs it
 * @param superuser whether nothing is forbidden to it
 * @param bypass whether row security does not apply to it
 * @param createRole whether it makes roles
 * @param createDatabase whether it makes databases
 * @param replication whether it may copy the whole cluster
 * @param database the database, quoted where SQL needs it
 * @param temporary whether it may make temporary tables
 * @param creates schemas that it may create things in, quoted, and the database itself
 */
record RoleFacts(
        String name,
        boolean superuser,
        boolean bypass,
        boolean createRole,
        boolean createDatabase,
        boolean replication,
        String database,
        boolean temporary,
        List<String> creates) {
    static final String QUERY = """
            SELECT quote_ident(rolname), rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              quote_ident(current_database()), has_database_privilege(current_database(), 'TEMPORARY'),
              concat_ws(chr(10),
                CASE WHEN has_database_privilege(current_database(), 'CREATE')
                     THEN 'DATABASE ' || quote_ident(current_database()) END,
                (SELECT string_agg('SCHEMA ' || quote_ident(nspname), chr(10) ORDER BY nspname)
                 FROM pg_catalog.pg_namespace
                 WHERE nspname !~ '^pg_' AND has_schema_privilege(oid, 'CREATE')))
            FROM pg_catalog.pg_roles WHERE rolname = current_user""";

    /** The roles that this one is a member of and that are dangerous, with what makes them so. */
    static final String MEMBERSHIPS = """
            SELECT quote_ident(r.rolname), r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole
            FROM pg_catalog.pg_roles r
            WHERE r.rolname <> current_user AND pg_has_role(r.oid, 'MEMBER')
              AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolname ~ '^pg_')
            ORDER BY r.rolname""";

    RoleFacts {
        creates = List.copyOf(creates);
    }

    static RoleFacts read(ResultSet row) throws SQLException {
        List<String> creates = new ArrayList<>(List.of(row.getString(9).split("\n")));
        creates.removeIf(String::isEmpty);
        return new RoleFacts(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getString(7),
                row.getBoolean(8),
                creates);
    }

    /** A role that this one is a member of. */
    record Membership(String name, boolean superuser, boolean bypass, boolean createRole, String plainName) {
        static Membership read(ResultSet row) throws SQLException {
            return new Membership(
                    row.getString(1), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5), row.getString(2));
        }
    }
}

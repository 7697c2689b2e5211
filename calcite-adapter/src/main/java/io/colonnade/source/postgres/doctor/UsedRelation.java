package io.colonnade.source.postgres.doctor;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A table or view that batches read, also one beneath a view.
 *
 * @param identifier its oid
 * @param name schema and name, quoted where SQL needs it
 * @param schema its schema as it is
 * @param table its name as it is
 * @param view whether it is a view that runs when it is read
 * @param rows how many rows the planner believes in; negative if it was never analysed
 * @param owned whether the role owns it, or may become its owner
 * @param rowSecurity whether row security is on
 * @param rowSecurityApplies whether that holds for the role
 * @param writes the ways in which the role may write to it, with commas; empty if it may not
 * @param asInvoker whether a view reads with the rights of who asks
 */
record UsedRelation(
        long identifier,
        String name,
        String schema,
        String table,
        boolean view,
        double rows,
        boolean owned,
        boolean rowSecurity,
        boolean rowSecurityApplies,
        String writes,
        boolean asInvoker) {
    /**
     * Everything that this transaction has locked, which is all that its statements name: also views, what is beneath
     * them, and tables whose join the planner drops.
     */
    static final String LOCKED = """
            SELECT c.oid::int8, format('%I.%I', n.nspname, c.relname), n.nspname, c.relname, c.relkind = 'v',
              c.reltuples::float8, pg_has_role(c.relowner, 'MEMBER'), c.relrowsecurity, row_security_active(c.oid),
              concat_ws(', ',
                CASE WHEN has_any_column_privilege(c.oid, 'INSERT') THEN 'INSERT' END,
                CASE WHEN has_any_column_privilege(c.oid, 'UPDATE') THEN 'UPDATE' END,
                CASE WHEN has_table_privilege(c.oid, 'DELETE') THEN 'DELETE' END,
                CASE WHEN has_table_privilege(c.oid, 'TRUNCATE') THEN 'TRUNCATE' END),
              EXISTS (SELECT FROM unnest(c.reloptions) o WHERE o ~* '^security_invoker=(true|on|yes|1)$')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND c.oid IN (SELECT relation FROM pg_catalog.pg_locks
                            WHERE pid = pg_backend_pid() AND locktype = 'relation')
            ORDER BY 2""";

    static UsedRelation read(ResultSet row) throws SQLException {
        return new UsedRelation(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getDouble(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getString(10),
                row.getBoolean(11));
    }
}

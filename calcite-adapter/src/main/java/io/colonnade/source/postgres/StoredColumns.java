package io.colonnade.source.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.PGResultSetMetaData;

/**
 * Which columns of a statement's result are columns of tables, passed on as they are. PostgreSQL follows them through
 * joins and sub-queries itself and names the table in the description of the result; what is computed on the way has no
 * table.
 */
final class StoredColumns {
    /**
     * A view may compute its columns, a foreign table's are converted, and since version 18 a generated column can be
     * computed when it is read. Two collations other than the database's own cannot be compared, and one that is not
     * deterministic refuses LIKE: of these only "C" is let through.
     */
    private static final String STORED = "SELECT n.nspname, c.relname, a.attname"
            + " FROM unnest(?::text[], ?::text[], ?::text[]) AS wanted (schema, relation, name)"
            + " JOIN pg_catalog.pg_namespace n ON n.nspname = wanted.schema"
            + " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.relation"
            + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = wanted.name"
            + " WHERE c.relkind IN ('r', 'p', 'm') AND a.attgenerated <> 'v'"
            + " AND a.attcollation IN (0, 'pg_catalog.\"default\"'::regcollation, 'pg_catalog.\"C\"'::regcollation)";

    private StoredColumns() {}

    private record Origin(String schema, String relation, String name) {}

    /** Returns for each column of a result whether it is one. */
    static List<Boolean> of(Connection connection, ResultSetMetaData result) throws SQLException {
        PGResultSetMetaData metadata = (PGResultSetMetaData) result;
        List<Origin> origins = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            origins.add(new Origin(
                    metadata.getBaseSchemaName(i), metadata.getBaseTableName(i), metadata.getBaseColumnName(i)));
        }
        Set<Origin> stored = stored(connection, origins);
        return origins.stream().map(stored::contains).toList();
    }

    private static Set<Origin> stored(Connection connection, List<Origin> origins) throws SQLException {
        Set<Origin> stored = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(STORED)) {
            statement.setArray(1, array(connection, origins.stream().map(Origin::schema)));
            statement.setArray(2, array(connection, origins.stream().map(Origin::relation)));
            statement.setArray(3, array(connection, origins.stream().map(Origin::name)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(new Origin(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return stored;
    }

    private static Array array(Connection connection, Stream<String> names) throws SQLException {
        return connection.createArrayOf("text", names.toArray());
    }
}

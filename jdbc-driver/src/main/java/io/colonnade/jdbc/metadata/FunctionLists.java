package io.colonnade.jdbc.metadata;

import io.colonnade.jdbc.escape.FunctionTemplates;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.jspecify.annotations.Nullable;

/**
 * The scalar functions that a statement may call: those that the server lists, and those of JDBC that {@code {fn …}} brings
 * into its SQL. They belong to no schema. Used by {@link ColonnadeDatabaseMetaData} alone.
 */
final class FunctionLists {
    private static final List<SqlInfo> KINDS = List.of(
            SqlInfo.SQL_NUMERIC_FUNCTIONS,
            SqlInfo.SQL_STRING_FUNCTIONS,
            SqlInfo.SQL_SYSTEM_FUNCTIONS,
            SqlInfo.SQL_DATETIME_FUNCTIONS);

    private final MetadataConnection connection;

    FunctionLists(MetadataConnection connection) {
        this.connection = connection;
    }

    /** Returns the names of one kind, with commas in between. */
    String of(SqlInfo kind) throws SQLException {
        return String.join(",", names(kind));
    }

    private Collection<String> names(SqlInfo kind) throws SQLException {
        TreeSet<String> names = new TreeSet<>(connection.serverInfo().texts(kind));
        names.addAll(translated(kind));
        return names;
    }

    private static Collection<String> translated(SqlInfo kind) {
        switch (kind) {
            case SQL_NUMERIC_FUNCTIONS:
                return FunctionTemplates.NUMERIC;
            case SQL_STRING_FUNCTIONS:
                return FunctionTemplates.STRING;
            case SQL_SYSTEM_FUNCTIONS:
                return FunctionTemplates.SYSTEM;
            case SQL_DATETIME_FUNCTIONS:
                return FunctionTemplates.TIME_DATE;
            default:
                return List.of();
        }
    }

    ResultSet list(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        boolean inNone = isNoneOrAny(catalog) && isNoneOrAny(schemaPattern);
        for (SqlInfo kind : inNone ? KINDS : List.<SqlInfo>of()) {
            for (String name : names(kind)) {
                if (LikePattern.matches(namePattern, name)) {
                    rows.add(
                            new @Nullable Object[] {null, null, name, null, (int) DatabaseMetaData.functionNoTable, name
                            });
                }
            }
        }
        return MetadataShape.FUNCTIONS.of(rows, 0, 1, 2, 5);
    }

    private static boolean isNoneOrAny(@Nullable String name) {
        return name == null || name.isEmpty();
    }
}

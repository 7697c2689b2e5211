package io.colonnade.source.postgres;

import io.colonnade.source.Capabilities;
import io.colonnade.source.StatementDescription;
import io.colonnade.source.StatementDescription.DescribedColumn;
import io.colonnade.source.StatementDescription.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TypeInfo;

/** What PostgreSQL says of itself and of statements: version, collation, types of columns. */
final class PostgresCatalog {
    private static final String TYPES = "SELECT oid::int8, typname, typtype::text, typcategory::text"
            + " FROM pg_catalog.pg_type WHERE oid::int8 = ANY (?)";

    /** The column {@code datlocprovider} exists from version 15 on. */
    private static final String COLLATION = "SELECT datcollate, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c')"
            + " FROM pg_catalog.pg_database d WHERE datname = current_database()";

    private PostgresCatalog() {}

    static Capabilities capabilities(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLLATION)) {
            rows.next();
            boolean binary = isBinary(rows.getString(1), rows.getString(2));
            return new Capabilities(Capabilities.Kind.POSTGRESQL, version, binary);
        }
    }

    /** The builtin provider ({@code b}) has only locales that sort by code point; ICU ({@code i}) has none. */
    private static boolean isBinary(String collate, String provider) {
        return switch (provider) {
            case "b" -> true;
            case "c" -> collate.equals("C") || collate.equals("POSIX");
            default -> false;
        };
    }

    static StatementDescription describe(Connection connection, String select) throws SQLException {
        BaseConnection postgres = connection.unwrap(BaseConnection.class);
        if (postgres.createQuery(select, true, true).query.getSubqueries() != null) {
            throw new SQLException("only one statement may be described at a time", "42601");
        }
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            ResultSetMetaData metadata = statement.getMetaData();
            if (metadata == null) {
                throw new SQLException("the statement returns no rows", "42601");
            }
            return describe(connection, metadata, postgres.getTypeInfo());
        }
    }

    private static StatementDescription describe(Connection connection, ResultSetMetaData metadata, TypeInfo types)
            throws SQLException {
        List<Long> identifiers = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            identifiers.add(Integer.toUnsignedLong(types.getPGType(typeName(metadata, i))));
        }
        Map<Long, Type> known = types(connection, identifiers);
        List<Boolean> stored = StoredColumns.of(connection, metadata);
        List<DescribedColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            Type type = known.getOrDefault(identifiers.get(i - 1), new Type(typeName(metadata, i), Kind.OTHER));
            boolean numeric = type.name().equals("numeric");
            columns.add(new DescribedColumn(
                    metadata.getColumnLabel(i),
                    type.name(),
                    numeric ? metadata.getPrecision(i) : 0,
                    numeric ? metadata.getScale(i) : 0,
                    type.kind(),
                    stored.get(i - 1)));
        }
        return new StatementDescription(columns);
    }

    /** pgjdbc calls an integer column that a sequence fills by a name that is no type's. */
    private static String typeName(ResultSetMetaData metadata, int column) throws SQLException {
        String name = metadata.getColumnTypeName(column);
        return switch (name) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> name;
        };
    }

    private record Type(String name, Kind kind) {}

    private static Map<Long, Type> types(Connection connection, List<Long> identifiers) throws SQLException {
        Map<Long, Type> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TYPES)) {
            statement.setArray(1, connection.createArrayOf("int8", identifiers.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getLong(1), new Type(rows.getString(2), kind(rows.getString(3), rows.getString(4))));
                }
            }
        }
        return types;
    }

    private static Kind kind(String type, String category) {
        return switch (type) {
            case "b" -> category.equals("A") ? Kind.ARRAY : Kind.BASE;
            case "e" -> Kind.ENUM;
            case "c" -> Kind.COMPOSITE;
            case "d" -> Kind.DOMAIN;
            case "r", "m" -> Kind.RANGE;
            default -> Kind.OTHER;
        };
    }
}

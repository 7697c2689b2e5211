package io.colonnade.source.postgres.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks the catalogue, and reads its answers row by row. One thread uses it. */
final class Catalogue {
    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    <T> List<T> all(String sql, Row<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return read(statement, reader);
        }
    }

    /** Asks about relations; the query has one parameter, their identifiers as an array of {@code int8}. */
    <T> List<T> about(Collection<UsedRelation> relations, String sql, Row<T> reader) throws SQLException {
        Object[] identifiers = relations.stream().map(UsedRelation::identifier).toArray();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int8", identifiers));
            return read(statement, reader);
        }
    }

    <T> T one(String sql, Row<T> reader) throws SQLException {
        return all(sql, reader).get(0);
    }

    private static <T> List<T> read(PreparedStatement statement, Row<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read.add(reader.read(rows));
            }
        }
        return read;
    }
}

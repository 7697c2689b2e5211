package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import io.colonnade.source.SourceUse;
import io.colonnade.source.SourceUse.UsedBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGResultSetMetaData;

/** The tables and views behind a deployment's batches, as PostgreSQL itself names them. No row is read. */
final class UsedTables {
    private static final String PERMISSION_DENIED = "42501";

    private final Map<Long, UsedRelation> relations = new LinkedHashMap<>();
    private final List<UsedOrigin> origins = new ArrayList<>();

    private UsedTables() {}

    static UsedTables of(SourceUse use, Connection connection, Findings findings) throws SQLException {
        UsedTables tables = new UsedTables();
        for (UsedBatch batch : use.batches()) {
            try {
                tables.add(batch, connection);
                connection.rollback();
                checkReadable(batch, connection, findings);
            } catch (SQLException refused) {
                unreadable(batch, refused, findings);
            } finally {
                connection.rollback();
            }
        }
        findings.okUnlessFound("readable", "every batch can be read");
        return tables;
    }

    /** What describes the statement locks all that it names; pgjdbc begins no transaction for that by itself. */
    private void add(UsedBatch batch, Connection connection) throws SQLException {
        begin(connection);
        try (PreparedStatement statement = connection.prepareStatement(batch.select())) {
            ResultSetMetaData metadata = statement.getMetaData();
            Map<String, UsedRelation> named = new LinkedHashMap<>();
            for (UsedRelation relation : new Catalogue(connection).all(UsedRelation.LOCKED, UsedRelation::read)) {
                relations.put(relation.identifier(), relation);
                named.put(relation.schema() + "\0" + relation.table(), relation);
            }
            if (metadata != null) {
                addOrigins(batch, metadata.unwrap(PGResultSetMetaData.class), named);
            }
        }
    }

    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    private void addOrigins(UsedBatch batch, PGResultSetMetaData metadata, Map<String, UsedRelation> named)
            throws SQLException {
        for (int i = 0; i < batch.columns().size(); i++) {
            String column = metadata.getBaseColumnName(i + 1);
            UsedRelation relation =
                    named.get(metadata.getBaseSchemaName(i + 1) + "\0" + metadata.getBaseTableName(i + 1));
            if (relation != null && !column.isEmpty()) {
                origins.add(new UsedOrigin(
                        batch.name(),
                        batch.columns().get(i).name(),
                        batch.columns().get(i).purpose(),
                        relation,
                        column));
            }
        }
    }

    /** A description of a statement asks for no right to read; its plan does. */
    private static void checkReadable(UsedBatch batch, Connection connection, Findings findings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("EXPLAIN " + batch.select());
        }
    }

    private static void unreadable(UsedBatch batch, SQLException refused, Findings findings) {
        boolean denied = PERMISSION_DENIED.equals(refused.getSQLState());
        findings.error(
                "readable",
                "the batch " + batch.name() + " cannot be read (SQLSTATE " + refused.getSQLState() + ")",
                denied ? "the role lacks a right" : "PostgreSQL refuses its query",
                denied
                        ? "run: GRANT SELECT on the tables that it reads to the role"
                        : "run 'colonnade check', and the batch's SQL in psql");
    }

    Collection<UsedRelation> relations() {
        return relations.values();
    }

    List<UsedOrigin> origins() {
        return origins;
    }

    Optional<UsedRelation> relation(long identifier) {
        return Optional.ofNullable(relations.get(identifier));
    }

    boolean hasRowSecurity() {
        return relations.values().stream().anyMatch(UsedRelation::rowSecurity);
    }
}

package io.colonnade.contract;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.Source;
import io.colonnade.source.StatementDescription;
import io.colonnade.source.StatementDescription.DescribedColumn;
import io.colonnade.source.StatementDescription.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL for the compiler's tests, with a source that describes and does not read. */
final class ContractDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final List<String> described = new ArrayList<>();

    private ContractDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static ContractDatabase start() {
        try {
            return new ContractDatabase(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String explain(String select) {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + select)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return plan.toString();
    }

    /** Returns the statements that the sources of this database were asked to describe. */
    List<String> described() {
        return described;
    }

    Source source(String name) {
        return new DescribingSource(name);
    }

    private Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class DescribingSource extends DescribeOnlySource {
        DescribingSource(String name) {
            super(name);
        }

        @Override
        public StatementDescription describe(String select) {
            described.add(select);
            try (Connection connection = connect();
                    PreparedStatement statement = connection.prepareStatement(select)) {
                ResultSetMetaData metadata = statement.getMetaData();
                List<DescribedColumn> columns = new ArrayList<>();
                for (int i = 1; i <= metadata.getColumnCount(); i++) {
                    columns.add(column(connection, metadata, i));
                }
                return new StatementDescription(columns);
            } catch (SQLException e) {
                throw ColonnadeException.reportedBy(e, ErrorKind.INVALID_ARGUMENT, e.getSQLState(), message(e));
            }
        }

        private String message(SQLException e) {
            return e instanceof org.postgresql.util.PSQLException postgres && postgres.getServerErrorMessage() != null
                    ? postgres.getServerErrorMessage().getMessage()
                    : e.getMessage();
        }

        private DescribedColumn column(Connection connection, ResultSetMetaData metadata, int i) throws SQLException {
            String type =
                    metadata.getColumnTypeName(i).replaceAll("^serial$", "int4").replace("\"", "");
            boolean numeric = type.equals("numeric");
            return new DescribedColumn(
                    metadata.getColumnLabel(i),
                    type,
                    numeric ? metadata.getPrecision(i) : 0,
                    numeric ? metadata.getScale(i) : 0,
                    kind(connection, type));
        }

        private Kind kind(Connection connection, String type) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT typtype, typcategory FROM pg_type WHERE typname = ?")) {
                statement.setString(1, type);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return Kind.OTHER;
                    }
                    return switch (rows.getString(1)) {
                        case "e" -> Kind.ENUM;
                        case "c" -> Kind.COMPOSITE;
                        case "r", "m" -> Kind.RANGE;
                        case "d" -> Kind.DOMAIN;
                        default -> rows.getString(2).equals("A") ? Kind.ARRAY : Kind.BASE;
                    };
                }
            }
        }
    }
}

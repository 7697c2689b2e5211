package io.colonnade.contract;

import io.colonnade.source.PostgresFixture;
import io.colonnade.source.Source;
import io.colonnade.source.StatementDescription;
import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of its own for the compiler's tests, with a source that remembers what it was asked. */
final class ContractDatabase implements AutoCloseable {
    private final String url;
    private final List<String> described = new ArrayList<>();
    private final PostgresSource postgres;

    private ContractDatabase(String name) {
        PostgresFixture.shared().execute("CREATE DATABASE " + name);
        url = PostgresFixture.shared().url().replaceFirst("/postgres$", "/" + name);
        postgres = new PostgresSource(PostgresSettings.of("db", url, "postgres", ""));
    }

    static ContractDatabase create(String name) {
        return new ContractDatabase(name);
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

    /** Returns the statements that the source was asked to describe. */
    List<String> described() {
        return described;
    }

    Source source() {
        return new DescribeOnlySource("db") {
            @Override
            public StatementDescription describe(String select) {
                described.add(select);
                return postgres.describe(select);
            }
        };
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "");
    }

    @Override
    public void close() {
        postgres.close();
    }
}

package io.colonnade.server.demo;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.type.PostgresLiterals;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The demonstration's database: the tables of TPC-H, and a role that may read them and nothing else. */
final class DemoDatabase {
    static final String NAME = "postgres";
    static final String READER = "colonnade";

    private final EmbeddedPostgresServer server;
    private final TpchLoader loader;
    private final String readerPassword = RandomText.next();

    DemoDatabase(EmbeddedPostgresServer server, double scale) {
        this.server = server;
        this.loader = new TpchLoader(() -> server.connect(NAME), scale);
    }

    /** Makes the role and, if need be, empty tables; returns whether they must be filled. */
    boolean prepare() {
        execute(
                "DO $$ BEGIN CREATE ROLE " + READER + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "ALTER ROLE " + READER + " PASSWORD " + PostgresLiterals.text(readerPassword));
        boolean empty = loader.createTables();
        grant();
        return empty;
    }

    /** Lets the role read what the projections need, in a database where nobody but its owner may do more. */
    private void grant() {
        execute(
                "REVOKE pg_read_all_data FROM " + READER,
                "REVOKE TEMPORARY ON DATABASE " + NAME + " FROM PUBLIC",
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + READER);
    }

    private void execute(String... statements) {
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.CONNECTION_FAILURE,
                    "Cannot prepare the demonstration's database: " + e.getMessage());
        }
    }

    void fill(LoadProgress progress) {
        loader.fill(progress);
    }

    String readerPassword() {
        return readerPassword;
    }
}

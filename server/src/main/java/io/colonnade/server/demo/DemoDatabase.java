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
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN CREATE ROLE " + READER + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            statement.execute("ALTER ROLE " + READER + " PASSWORD " + PostgresLiterals.text(readerPassword));
            statement.execute("GRANT pg_read_all_data TO " + READER);
        } catch (SQLException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.CONNECTION_FAILURE,
                    "Cannot prepare the demonstration's database: " + e.getMessage());
        }
        return loader.createTables();
    }

    void fill(LoadProgress progress) {
        loader.fill(progress);
    }

    String readerPassword() {
        return readerPassword;
    }
}

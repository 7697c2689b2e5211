package io.colonnade.source.postgres;

import io.colonnade.source.SourceStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many rows PostgreSQL expects of a statement, which the first line of its plan says. Thread-safe. */
record RowEstimate(PostgresPool pool) {
    private static final Logger LOG = LoggerFactory.getLogger(RowEstimate.class);
    private static final Pattern ROWS = Pattern.compile("  \\(cost=\\S+ rows=(\\d+) width=");

    /** A statement that cannot be planned tells why when it is read. */
    OptionalLong of(SourceStatement statement) {
        return pool.ask(connection -> {
            try {
                return of(connection, statement);
            } catch (SQLException failure) {
                LOG.debug("Cannot estimate a statement", failure);
                return OptionalLong.empty();
            }
        });
    }

    private static OptionalLong of(Connection connection, SourceStatement statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement.sql())) {
            PostgresParameters.bind(explain, statement.parameters());
            try (ResultSet lines = explain.executeQuery()) {
                Matcher rows = ROWS.matcher(lines.next() ? lines.getString(1) : "");
                return rows.find() ? OptionalLong.of(Long.parseLong(rows.group(1))) : OptionalLong.empty();
            }
        }
    }
}

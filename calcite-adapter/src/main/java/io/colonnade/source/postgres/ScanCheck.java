package io.colonnade.source.postgres;

import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Scan;
import io.colonnade.source.postgres.PostgresPool.Question;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether reading a statement in parts is worth it: its table is large, and PostgreSQL would read all of it in one
 * process. An index, or PostgreSQL's own parallel plan, does better than several connections would. Thread-safe.
 */
final class ScanCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ScanCheck.class);

    /** Below, one connection is done before a second one has begun. */
    private static final long LARGE_BYTES = 32L << 20;

    /** With fewer, PostgreSQL spends its time on the pages, and not on sending rows. */
    private static final long MANY_ROWS = 100_000;

    /** Version 14 is the first to read a range of pages without looking at the others. */
    private static final String PAGES = "SELECT pg_relation_size(c.oid) / current_setting('block_size')::int8"
            + " FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'm')"
            + " AND NOT c.relhassubclass AND pg_relation_size(c.oid) >= " + LARGE_BYTES
            + " AND current_setting('server_version_num')::int4 >= 140000";

    private static final Duration MEMORY = Duration.ofSeconds(10);
    private static final String SCAN = "Seq Scan";
    private static final String SUB_SELECT = "Subquery Scan";

    /** A line of a plan that is a node of it: what it is, and how many rows PostgreSQL expects of it. */
    private static final Pattern NODE =
            Pattern.compile("(?:|\\s*->  )(\\S.*?)(?: on .*| using .*)?  \\(cost=\\S+ rows=(\\d+) width=");

    private final PostgresPool pool;
    private final RecentAnswers<Long> pages = new RecentAnswers<>(MEMORY);
    private final RecentAnswers<Boolean> refused = new RecentAnswers<>(MEMORY);

    ScanCheck(PostgresPool pool) {
        this.pool = pool;
    }

    /**
     * Returns how many pages there are to read in parts, or 0 if the statement is to be read as a whole. A statement that
     * cannot be checked is read as a whole too, which tells what is wrong.
     */
    long pages(SourceStatement statement) {
        Scan scan = statement.splitting().orElse(null);
        if (scan == null || refused.of(statement.sql()) != null) {
            return 0;
        }
        Long known = pages.of(scan.table());
        long size = known == null ? pages.put(scan.table(), ask(0L, connection -> pages(connection, scan))) : known;
        return size > 0 && isSequential(statement) ? size : 0;
    }

    private <T> T ask(T otherwise, Question<T> question) {
        return pool.ask(connection -> {
            try {
                return question.ask(connection);
            } catch (SQLException failure) {
                LOG.debug("Cannot check a scan", failure);
                return otherwise;
            }
        });
    }

    private static long pages(Connection connection, Scan scan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGES)) {
            statement.setString(1, scan.table());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** A refusal holds for other parameters too for a while, so that point queries are not asked about each time. */
    private boolean isSequential(SourceStatement statement) {
        boolean sequential = ask(false, connection -> isSequential(connection, statement));
        if (!sequential) {
            refused.put(statement.sql(), true);
        }
        return sequential;
    }

    private static boolean isSequential(Connection connection, SourceStatement statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement.sql())) {
            PostgresParameters.bind(explain, statement.parameters());
            try (ResultSet lines = explain.executeQuery()) {
                return isSequential(lines);
            }
        }
    }

    /** A sub-select that PostgreSQL keeps apart only hands on what its scan reads. */
    private static boolean isSequential(ResultSet lines) throws SQLException {
        long rows = -1;
        String node = "";
        while (lines.next()) {
            Matcher next = NODE.matcher(lines.getString(1));
            if (next.lookingAt()) {
                if (!node.isEmpty() && !node.equals(SUB_SELECT)) {
                    return false;
                }
                node = next.group(1);
                rows = rows < 0 ? Long.parseLong(next.group(2)) : rows;
            }
        }
        return node.equals(SCAN) && rows >= MANY_ROWS;
    }
}

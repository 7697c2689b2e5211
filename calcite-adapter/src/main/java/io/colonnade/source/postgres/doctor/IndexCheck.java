package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import io.colonnade.source.SourceUse.Purpose;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether large tables have indexes on what row filters compare with, on keys and on default orders. Columns that are
 * computed, or come through a view, are not checked: no catalogue says what they stand for.
 */
final class IndexCheck {
    /** Below this, reading the whole table takes no time that anybody notices. */
    private static final double LARGE = 100_000;

    private static final String LEADING = """
            SELECT i.indrelid::int8, a.attname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid::int8 = ANY (?) AND i.indisvalid AND i.indpred IS NULL""";

    private record Leading(long table, String column) {}

    private IndexCheck() {}

    static void check(UsedTables tables, Catalogue catalogue, Findings findings) throws SQLException {
        List<UsedOrigin> wanted = tables.origins().stream()
                .filter(origin ->
                        origin.purpose() != Purpose.READ && origin.relation().rows() >= LARGE)
                .toList();
        Set<Leading> indexed = new HashSet<>(catalogue.about(
                wanted.stream().map(UsedOrigin::relation).distinct().toList(),
                LEADING,
                row -> new Leading(row.getLong(1), row.getString(2))));
        for (UsedOrigin origin : wanted) {
            if (!indexed.contains(new Leading(origin.relation().identifier(), origin.column()))) {
                missing(origin, findings);
            }
        }
        findings.okUnlessFound("indexes", "large tables have the indexes that filters, keys and orders need");
    }

    private static void missing(UsedOrigin origin, Findings findings) {
        String column = origin.column().matches("[a-z_][a-z0-9_]*")
                ? origin.column()
                : "\"" + origin.column().replace("\"", "\"\"") + "\"";
        findings.warning(
                "indexes",
                "no index of " + origin.relation().name() + " begins with " + column + ", which "
                        + use(origin.purpose(), origin.batch()),
                "reads by it go through about " + Math.round(origin.relation().rows()) + " rows",
                "run: CREATE INDEX CONCURRENTLY ON " + origin.relation().name() + " (" + column + ")");
    }

    private static String use(Purpose purpose, String batch) {
        return switch (purpose) {
            case FILTERED -> "a row filter of " + batch + " names";
            case KEY -> "begins the key of " + batch;
            case ORDERED -> "begins the default order of " + batch;
            case READ -> throw new IllegalArgumentException("no index serves what is only read");
        };
    }
}

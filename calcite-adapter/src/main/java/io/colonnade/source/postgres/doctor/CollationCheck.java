package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Whether texts that differ can be equal in the database, which they never are in Colonnade's own engine. */
final class CollationCheck {
    private static final String NONDETERMINISTIC = """
            SELECT a.attrelid::int8, a.attname
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
            WHERE a.attrelid::int8 = ANY (?) AND NOT c.collisdeterministic""";

    private record Place(long table, String column) {}

    private CollationCheck() {}

    static void check(UsedTables tables, Catalogue catalogue, Findings findings) throws SQLException {
        Set<Place> loose = new HashSet<>(catalogue.about(
                tables.relations(), NONDETERMINISTIC, row -> new Place(row.getLong(1), row.getString(2))));
        for (UsedOrigin origin : tables.origins()) {
            if (loose.contains(new Place(origin.relation().identifier(), origin.column()))) {
                findings.warning(
                        "collation",
                        "the column " + origin.batch() + "." + origin.name() + " has a nondeterministic collation",
                        "which rows are equal depends on whether PostgreSQL or the local engine compares them",
                        "give the column in the projection as sql: with COLLATE \"C\"");
            }
        }
        findings.okUnlessFound("collation", "equal texts are equal everywhere");
    }
}

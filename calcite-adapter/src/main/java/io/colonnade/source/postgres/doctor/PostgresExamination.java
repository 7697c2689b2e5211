package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.source.SourceUse;
import io.colonnade.source.postgres.doctor.RoleFacts.Membership;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Examines a database through one connection, and reads nothing but the catalogue. Made by the source for one examination;
 * one thread uses it.
 */
public final class PostgresExamination {
    /** Tables and views besides those given that the role may read. */
    private static final String OTHERS = """
            SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
              AND has_table_privilege(c.oid, 'SELECT') AND c.oid::int8 <> ALL (?)""";

    private interface Check {
        void run() throws SQLException;
    }

    private final Connection connection;
    private final Clock clock;
    private final Catalogue catalogue;
    private final Findings findings;

    /**
     * Begins an examination.
     *
     * @param source the source's name
     * @param connection taken for this, and given back by the caller
     */
    public PostgresExamination(String source, Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.catalogue = new Catalogue(connection);
        this.findings = new Findings("source " + source);
    }

    /**
     * Examines.
     *
     * @param poolMaximum how many connections there may be
     * @param snapshotIdle how long a transaction may lie idle
     */
    public List<Finding> findings(SourceUse use, int poolMaximum, Duration snapshotIdle) throws SQLException {
        connection.setAutoCommit(false);
        UsedTables tables = UsedTables.of(use, connection, findings);
        guarded("the server", () -> {
            Instant before = clock.instant();
            ServerFacts facts = catalogue.one(ServerFacts.QUERY, ServerFacts::read);
            Instant middle =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            VersionCheck.check(facts, tables.hasRowSecurity(), LocalDate.ofInstant(middle, ZoneOffset.UTC), findings);
            new SessionCheck(facts, findings).check(Duration.between(middle, facts.now()), poolMaximum, snapshotIdle);
        });
        guarded("the role", () -> {
            List<Membership> memberships = catalogue.all(RoleFacts.MEMBERSHIPS, Membership::read);
            long others = catalogue
                    .about(tables.relations(), OTHERS, row -> row.getLong(1))
                    .get(0);
            new RoleCheck(catalogue.one(RoleFacts.QUERY, RoleFacts::read), findings)
                    .check(memberships, tables.relations(), others);
        });
        guarded("row security", () -> RowSecurityCheck.check(tables, catalogue, findings));
        guarded("indexes", () -> IndexCheck.check(tables, catalogue, findings));
        guarded("collations", () -> CollationCheck.check(tables, catalogue, findings));
        return findings.found();
    }

    /** What a database of another make refuses to say is a finding; the other checks still run. */
    private void guarded(String what, Check check) throws SQLException {
        try {
            check.run();
        } catch (SQLException refused) {
            findings.warning(
                    "examination",
                    what + " could not be examined (SQLSTATE " + refused.getSQLState() + ")",
                    "what it is like is not known",
                    "examine it by hand");
        } finally {
            connection.rollback();
        }
    }
}

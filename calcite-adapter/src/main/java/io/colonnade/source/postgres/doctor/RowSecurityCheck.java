package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import java.sql.SQLException;
import java.util.List;

/** What row security of the database itself does to batches, and which views go around it. */
final class RowSecurityCheck {
    /** From each view to all that is beneath it. */
    private static final String BENEATH = """
            WITH RECURSIVE depends(view, relation) AS (
              SELECT DISTINCT r.ev_class, d.refobjid
              FROM pg_catalog.pg_rewrite r
              JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
                AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
            ), beneath(view, relation) AS (
              SELECT view, relation FROM depends WHERE view::int8 = ANY (?)
              UNION
              SELECT b.view, d.relation FROM beneath b JOIN depends d ON d.view = b.relation
            )
            SELECT view::int8, relation::int8 FROM beneath ORDER BY 1, 2""";

    private record Beneath(long view, long relation) {}

    private RowSecurityCheck() {}

    static void check(UsedTables tables, Catalogue catalogue, Findings findings) throws SQLException {
        for (UsedRelation table : tables.relations()) {
            if (table.rowSecurity()) {
                applied(table, findings);
            }
        }
        List<UsedRelation> definer = tables.relations().stream()
                .filter(relation -> relation.view() && !relation.asInvoker())
                .toList();
        for (Beneath pair : catalogue.about(definer, BENEATH, row -> new Beneath(row.getLong(1), row.getLong(2)))) {
            tables.relation(pair.relation())
                    .filter(UsedRelation::rowSecurity)
                    .ifPresent(table -> tables.relation(pair.view()).ifPresent(view -> around(view, table, findings)));
        }
        findings.okUnlessFound("row-security", "no table that batches read has row security of its own");
    }

    private static void applied(UsedRelation table, Findings findings) {
        if (table.rowSecurityApplies()) {
            findings.info(
                    "row-security",
                    "row security is on for " + table.name(),
                    "what it hides from the source's role is missing for every user of Colonnade, whoever they are");
        } else {
            findings.warning(
                    "row-security",
                    "row security is on for " + table.name() + ", but does not apply to the source's role",
                    "only the row filters of the projections hide rows of it",
                    "read with a role that neither owns it nor has BYPASSRLS, or ALTER TABLE " + table.name()
                            + " FORCE ROW LEVEL SECURITY");
        }
    }

    private static void around(UsedRelation view, UsedRelation table, Findings findings) {
        findings.warning(
                "row-security",
                "the view " + view.name() + " reads " + table.name() + " with the rights of its owner",
                "row security of the table is decided for the owner and not for the source's role",
                "run (PostgreSQL 15 or newer): ALTER VIEW " + view.name()
                        + " SET (security_invoker = true), and GRANT SELECT ON " + table.name() + " to the role");
    }
}

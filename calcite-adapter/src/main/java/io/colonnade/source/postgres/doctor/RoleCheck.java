package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import io.colonnade.source.postgres.doctor.RoleFacts.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the role that reads can do more than read: what it cannot do, no mistake of Colonnade's can do with it. */
final class RoleCheck {
    private static final Set<String> REACH_THE_MACHINE =
            Set.of("pg_read_server_files", "pg_write_server_files", "pg_execute_server_program");
    private static final Set<String> WRITE = Set.of("pg_write_all_data", "pg_maintain", "pg_create_subscription");

    private final RoleFacts role;
    private final Findings findings;

    RoleCheck(RoleFacts role, Findings findings) {
        this.role = role;
        this.findings = findings;
    }

    /** Checks; of a superuser nothing but that is said, since the rest follows. */
    void check(List<Membership> memberships, Collection<UsedRelation> relations, long others) {
        if (role.superuser()) {
            findings.error(
                    "role-superuser",
                    "the role " + role.name() + " is a superuser",
                    "no right and no row security of the database holds it back, and it reads files and runs programs",
                    "run: " + leastRole(relations) + " and name that role in the source's configuration");
            return;
        }
        findings.okUnlessFound("role-superuser", "the role " + role.name() + " is no superuser");
        attributes();
        memberships.forEach(this::membership);
        findings.okUnlessFound("role-membership", "it is a member of no role that can do more than read");
        ownership(relations);
        writing(relations);
        creating();
        reading(others);
    }

    /** Returns what makes a role that can do what is needed and nothing else. */
    private String leastRole(Collection<UsedRelation> relations) {
        String schemas = list(relations.stream().map(relation -> relation.name().split("\\.", 2)[0]));
        String tables = list(relations.stream().map(UsedRelation::name));
        return "CREATE ROLE colonnade_reader LOGIN PASSWORD '…'"
                + (tables.isEmpty()
                        ? ";"
                        : "; GRANT USAGE ON SCHEMA " + schemas + " TO colonnade_reader; GRANT SELECT ON " + tables
                                + " TO colonnade_reader;");
    }

    private static String list(java.util.stream.Stream<String> names) {
        return names.distinct().sorted().collect(Collectors.joining(", "));
    }

    private void attributes() {
        attribute(role.bypass(), "BYPASSRLS", "row security does not apply to it, so that Colonnade alone hides rows");
        attribute(role.createRole(), "CREATEROLE", "it can make itself a member of roles that can do more");
        attribute(role.createDatabase(), "CREATEDB", "it can write, into databases of its own");
        attribute(role.replication(), "REPLICATION", "it can copy the whole cluster, past every right and filter");
        findings.okUnlessFound("role-attributes", "it has no attribute but LOGIN that matters");
    }

    private void attribute(boolean has, String attribute, String why) {
        if (has) {
            findings.error(
                    "role-attributes",
                    "the role " + role.name() + " has " + attribute,
                    why,
                    "run: ALTER ROLE " + role.name() + " NO" + attribute);
        }
    }

    private void membership(Membership of) {
        String what = "the role " + role.name() + " is a member of " + of.name();
        String remedy = "run: REVOKE " + of.name() + " FROM " + role.name();
        if (of.superuser() || of.bypass() || of.createRole()) {
            String attribute =
                    of.superuser() ? "a superuser" : of.bypass() ? "not held by row security" : "a maker of roles";
            findings.error("role-membership", what, "it can become that role, which is " + attribute, remedy);
        } else if (REACH_THE_MACHINE.contains(of.plainName())) {
            findings.error(
                    "role-membership", what, "it reaches the files and programs of the database's machine", remedy);
        } else if (WRITE.contains(of.plainName())) {
            findings.error("role-membership", what, "it can change what it should only read", remedy);
        } else if (of.plainName().equals("pg_read_all_data")) {
            findings.warning(
                    "role-membership",
                    what,
                    "it reads every table of the database, and not only what the projections need",
                    remedy + ", and GRANT SELECT on the tables that they read");
        } else {
            findings.warning("role-membership", what, "reading projections needs no such role", remedy);
        }
    }

    private void ownership(Collection<UsedRelation> relations) {
        String owned = list(relations.stream().filter(UsedRelation::owned).map(UsedRelation::name));
        if (!owned.isEmpty()) {
            findings.error(
                    "role-owner",
                    "the role " + role.name() + " owns, or may become the owner of, " + owned,
                    "row security does not apply to owners unless it is forced, and they can alter, drop and grant",
                    "run, for each: ALTER TABLE … OWNER TO another role; GRANT SELECT ON … TO " + role.name());
        }
        findings.okUnlessFound("role-owner", "it owns nothing that batches read");
    }

    private void writing(Collection<UsedRelation> relations) {
        for (UsedRelation relation : relations) {
            if (!relation.owned() && !relation.writes().isEmpty()) {
                findings.error(
                        "role-writes",
                        "the role " + role.name() + " may " + relation.writes() + " on " + relation.name(),
                        "only the session's settings keep it from that",
                        "run: REVOKE " + relation.writes() + " ON " + relation.name() + " FROM " + role.name()
                                + " (or from PUBLIC, or the role that it has this of)");
            }
        }
        findings.okUnlessFound("role-writes", "it cannot write to what batches read");
    }

    private void creating() {
        for (String place : role.creates()) {
            findings.warning(
                    "role-creates",
                    "the role " + role.name() + " may create things in " + place.toLowerCase(java.util.Locale.ROOT),
                    "functions and operators of its own would run inside the database",
                    "run: REVOKE CREATE ON " + place + " FROM " + role.name() + ", PUBLIC");
        }
        if (role.temporary()) {
            findings.warning(
                    "role-creates",
                    "the role " + role.name() + " may make temporary tables",
                    "reading projections never needs any, and they fill the database's disk",
                    "run: REVOKE TEMPORARY ON DATABASE " + role.database() + " FROM " + role.name() + ", PUBLIC");
        }
        findings.okUnlessFound("role-creates", "it can create nothing");
    }

    private void reading(long others) {
        if (others > 0) {
            findings.info(
                    "role-reads",
                    "the role " + role.name() + " may read " + others
                            + (others == 1 ? " table or view" : " tables and views") + " that no batch reads",
                    "the less it may read, the less a mistake can show");
        }
        findings.okUnlessFound("role-reads", "it may read nothing but what batches read");
    }
}

package io.colonnade.source.postgres.doctor;

import io.colonnade.finding.Findings;
import java.time.Duration;

/** Whether the connection and the database's settings are fit for reading. */
final class SessionCheck {
    /** Half of what tokens are forgiven elsewhere: time claims and {@code now()} in a filter must mean the same. */
    private static final Duration LARGEST_SKEW = Duration.ofSeconds(2);

    private final ServerFacts facts;
    private final Findings findings;

    SessionCheck(ServerFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    void check(Duration skew, int poolMaximum, Duration snapshotIdle) {
        encoding();
        encryption();
        clock(skew);
        connections(poolMaximum);
        timeouts(snapshotIdle);
    }

    private void encoding() {
        if (facts.encoding().equals("SQL_ASCII")) {
            findings.error(
                    "encoding",
                    "the database keeps texts as SQL_ASCII, which is bytes of no known encoding",
                    "what is sent as text may be no valid UTF-8, and compares otherwise than in Colonnade",
                    "move the data to a database made by: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
        }
        findings.okUnlessFound("encoding", "texts are kept as " + facts.encoding());
    }

    private void encryption() {
        if (facts.remote() && !facts.encrypted()) {
            findings.warning(
                    "encryption",
                    "the connection is not encrypted and leaves this machine",
                    "whoever sees the network reads rows before any filter or mask",
                    "set ssl = on in the database, and add sslmode=verify-full to the source's url");
        }
        findings.okUnlessFound(
                "encryption",
                facts.encrypted() ? "the connection is encrypted" : "the connection stays on this machine");
    }

    private void clock(Duration skew) {
        if (skew.abs().compareTo(LARGEST_SKEW) >= 0) {
            findings.warning(
                    "clock",
                    "the database's clock is " + skew.abs().toMillis() + " ms "
                            + (skew.isNegative() ? "behind" : "ahead of") + " this machine's",
                    "now() in a projection and the expiry of tokens do not mean the same moment",
                    "let both follow NTP");
        }
        findings.okUnlessFound("clock", "the clocks agree within " + LARGEST_SKEW.toSeconds() + " s");
    }

    private void connections(int poolMaximum) {
        if (poolMaximum > facts.slots()) {
            findings.warning(
                    "connections",
                    "the pool may open " + poolMaximum + " connections, the database grants the role " + facts.slots(),
                    "under load, queries fail for want of a connection",
                    "lower sources.<name>.pool.maximum, or raise max_connections or the role's CONNECTION LIMIT");
        }
        findings.okUnlessFound("connections", "the database grants as many connections as the pool may open");
    }

    private void timeouts(Duration snapshotIdle) {
        Duration idle = facts.idleInTransaction();
        if (!idle.isZero() && idle.compareTo(snapshotIdle) < 0) {
            findings.warning(
                    "timeouts",
                    "idle_in_transaction_session_timeout is " + idle.toMillis() + " ms",
                    "clients' transactions and results in parts end before their own time of "
                            + snapshotIdle.toMinutes() + " min",
                    "run: ALTER ROLE … SET idle_in_transaction_session_timeout = 0");
        }
        if (!facts.longestTransaction().isZero()) {
            findings.warning(
                    "timeouts",
                    "transaction_timeout is " + facts.longestTransaction().toMillis() + " ms",
                    "a stream that takes longer breaks off, however fast its client reads",
                    "run: ALTER ROLE … SET transaction_timeout = 0, and limit queries by limits.query_timeout");
        }
        findings.okUnlessFound("timeouts", "no setting of the database ends transactions early");
    }
}

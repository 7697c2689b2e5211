package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.QueryPart;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.server.admission.AdmissionLimits;
import io.colonnade.server.session.PartedResults;
import io.colonnade.server.session.Session;
import io.colonnade.server.session.SnapshotLease;
import io.colonnade.server.session.Statement;
import io.colonnade.server.session.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Splits statements into parts that clients may fetch side by side, for those whose session asks for it. Where a statement
 * cannot be split, or the snapshot that its parts would share cannot be had, it stays whole. Thread-safe.
 */
final class StatementParts {
    private final Queries queries;
    private final Transactions transactions;
    private final PartedResults results;
    private final BufferAllocator allocator;
    private final FlightDoorSettings settings;
    private final AdmissionLimits limits;

    StatementParts(
            Queries queries,
            Transactions transactions,
            PartedResults results,
            BufferAllocator allocator,
            FlightDoorSettings settings,
            AdmissionLimits limits) {
        this.queries = queries;
        this.transactions = transactions;
        this.results = results;
        this.allocator = allocator;
        this.settings = settings;
        this.limits = limits;
    }

    /** Returns the statements that together have the result: the parts, or the statement itself. */
    List<Statement> of(Caller caller, Statement statement) {
        int wanted = caller.session().map(Session::endpoints).orElse(1);
        // More than may run at a time could not be fetched at a time.
        int most = Math.min(wanted, Math.min(limits.streamsPerParty(), limits.queriesPerParty()));
        // Those who fetch parts do not know of each other, nor when they have enough rows together.
        if (most < 2 || statement.bounds().hasEnd()) {
            return List.of(statement);
        }
        List<List<@Nullable Object>> rows = Parameters.rows(statement.parameters(), allocator);
        if (rows.size() != 1) {
            return List.of(statement);
        }
        List<Statement> parts = statement.transaction() == null
                ? kept(caller, statement, rows.get(0), most)
                : inTransaction(caller, statement, statement.transaction(), rows.get(0), most);
        return parts.isEmpty() ? List.of(statement) : parts;
    }

    private List<Statement> inTransaction(
            Caller caller, Statement statement, String transaction, List<@Nullable Object> parameters, int most) {
        try (SnapshotLease lease = transactions.lease(caller.owner(), transaction)) {
            return split(caller, statement, parameters, most, lease.snapshot());
        }
    }

    private List<Statement> kept(Caller caller, Statement statement, List<@Nullable Object> parameters, int most) {
        QuerySnapshot snapshot = queries.openSnapshot();
        boolean kept = false;
        try {
            List<Statement> parts = split(caller, statement, parameters, most, snapshot);
            kept = !parts.isEmpty() && results.keep(caller.owner(), statement.id(), snapshot, parts.size());
            return kept ? parts : List.of();
        } finally {
            if (!kept) {
                snapshot.close();
            }
        }
    }

    private List<Statement> split(
            Caller caller, Statement statement, List<@Nullable Object> parameters, int most, QuerySnapshot snapshot) {
        List<Statement> parts = new ArrayList<>();
        for (QueryPart part : parts(caller, statement, parameters, most, snapshot)) {
            parts.add(statement.part(parts.size(), part));
        }
        return parts;
    }

    private List<QueryPart> parts(
            Caller caller, Statement statement, List<@Nullable Object> parameters, int most, QuerySnapshot snapshot) {
        Duration timeout = settings.queryTimeout();
        try {
            return queries.parts(
                    caller.access(statement, timeout, snapshot),
                    StatementRequests.request(statement),
                    parameters,
                    most);
        } catch (ColonnadeException e) {
            if (e.kind() == ErrorKind.RESOURCE_EXHAUSTED) {
                return List.of();
            }
            throw e;
        }
    }
}

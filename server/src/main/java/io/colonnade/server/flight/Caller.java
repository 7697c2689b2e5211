package io.colonnade.server.flight;

import io.colonnade.query.AccessContext;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.query.request.RowBounds;
import io.colonnade.security.authentication.Identification;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.admission.Party;
import io.colonnade.server.session.Compression;
import io.colonnade.server.session.Owner;
import io.colonnade.server.session.RequestTrace;
import io.colonnade.server.session.Session;
import io.colonnade.server.session.Sessions;
import io.colonnade.server.session.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Who makes one call, and in which session. One per call, used by its thread only. */
final class Caller {
    static final String DOOR = "flight";
    static final String FORMAT = "arrow";

    private final @Nullable Identification identification;
    private final Sessions sessions;
    private final SessionId sessionId;
    private final CallEnd end = new CallEnd();
    private final Connection connection;
    private @Nullable Compression compression;
    private RowBounds bounds = RowBounds.NONE;
    private String trace = "";

    Caller(@Nullable Identification identification, Sessions sessions, SessionId sessionId, Connection connection) {
        this.identification = identification;
        this.sessions = sessions;
        this.sessionId = sessionId;
        this.connection = connection;
    }

    /** Returns who asks; null is an anonymous caller. */
    @Nullable
    Principal principal() {
        return identification == null ? null : identification.principal();
    }

    /** Returns who asks, and how that is known; null is an anonymous caller. */
    @Nullable
    Identification identification() {
        return identification;
    }

    /** Returns on whose account the call is. */
    Party party() {
        return Party.of(principal(), connection.address());
    }

    /** Returns what comes when the call has ended. */
    CallEnd end() {
        return end;
    }

    Owner owner() {
        return Owner.of(principal());
    }

    /** Returns what ties the caller's calls together, if anything does. */
    Optional<String> sessionId() {
        return sessionId.known();
    }

    /** Returns the session, if the caller has set any option. */
    Optional<Session> session() {
        return sessionId.known().flatMap(id -> sessions.find(owner(), id));
    }

    Session openSession() {
        return sessions.open(owner(), sessionId.knownOrNew());
    }

    boolean closeSession() {
        return sessionId.known().map(id -> sessions.close(owner(), id)).orElse(false);
    }

    @Nullable
    String defaultSchema() {
        return session().flatMap(Session::schema).orElse(null);
    }

    /** Has this call compressed otherwise than the session says. */
    void wantsCompression(Compression wanted) {
        compression = wanted;
    }

    /** Has statements of this call give so many rows. */
    void takes(RowBounds rows) {
        bounds = rows;
    }

    /** Returns how many rows of a statement's result the client takes. */
    RowBounds bounds() {
        return bounds;
    }

    /** Returns what the call's batches are compressed with: as the call asks, else as the session does. */
    Compression compression() {
        return compression != null
                ? compression
                : session().map(Session::compression).orElse(Compression.NONE);
    }

    /** Notes the trace that the call belongs to. */
    void tracedAs(String id) {
        trace = id;
    }

    /** Has what this thread logs name the call's trace, until the result is closed. */
    MDC.MDCCloseable onThisThread() {
        return RequestTrace.onThisThread(trace);
    }

    /** Returns on whose behalf the call is made. */
    AccessContext access(Duration timeout) {
        return AccessContext.of(principal(), DOOR, FORMAT, timeout)
                .to(connection.peer())
                .tracedAs(trace);
    }

    /** Returns on whose behalf a statement runs: it is answered under the policy that it was promised under, or not. */
    AccessContext access(Statement statement, Duration timeout, @Nullable QuerySnapshot snapshot) {
        AccessContext context = access(timeout, snapshot).bounded(statement.bounds());
        return statement.policy() == null ? context : context.promised(statement.policy());
    }

    /** Returns on whose behalf something reads in a transaction, or in none. */
    AccessContext access(Duration timeout, @Nullable QuerySnapshot snapshot) {
        AccessContext context = access(timeout);
        return snapshot == null ? context : context.inside(snapshot);
    }
}

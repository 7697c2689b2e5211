package io.colonnade.server.flight;

import io.colonnade.query.AccessContext;
import io.colonnade.server.session.RequestTrace;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the audit is told of one call: its trace, where it comes from and, once that is known, who makes it. */
final class CallRecord {
    static final Context.Key<CallRecord> KEY = Context.key("colonnade-call-record");

    private static final Metadata.Key<String> TRACE_PARENT =
            Metadata.Key.of(RequestTrace.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final String trace;
    private final String peer;
    private volatile @Nullable Caller caller;

    private CallRecord(String trace, String peer) {
        this.trace = trace;
        this.peer = peer;
    }

    static CallRecord of(Metadata headers, Attributes connection) {
        return new CallRecord(
                RequestTrace.idOf(headers.get(TRACE_PARENT)),
                Connection.of(connection).peer());
    }

    /** Notes who makes the call that this thread is working on. */
    static void madeBy(Caller caller) {
        CallRecord record = KEY.get();
        if (record != null) {
            record.caller = caller;
            caller.tracedAs(record.trace);
        }
    }

    /** Has what this thread logs name the call's trace, until the result is closed. */
    MDC.MDCCloseable onThisThread() {
        return RequestTrace.onThisThread(trace);
    }

    AccessContext access() {
        Caller known = caller;
        return known == null
                ? AccessContext.of(null, Caller.DOOR, Caller.FORMAT, Duration.ZERO)
                        .to(peer)
                        .tracedAs(trace)
                : known.access(Duration.ZERO);
    }
}

package io.colonnade.server.session;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace that a request belongs to: the one that its client names in {@code traceparent} (W3C), else a new one. */
public final class RequestTrace {
    /** The header in which clients name their trace. */
    public static final String HEADER = "traceparent";

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String header) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String header, String key) {
            return key.equals(HEADER) ? header : null;
        }
    };

    /** What the pattern of the log calls the trace. */
    private static final String IN_LOG = "trace_id";

    private RequestTrace() {}

    /** Returns the 32 hexadecimal digits of the trace of a request with this header; null is a request without one. */
    public static String idOf(@Nullable String header) {
        if (header == null) {
            return newId();
        }
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, GETTER);
        SpanContext span = Span.fromContext(context).getSpanContext();
        return span.isValid() ? span.getTraceId() : newId();
    }

    /** Has what this thread logs name a trace, until the result is closed: from a line one gets to the audit and the trace. */
    public static MDC.MDCCloseable onThisThread(String id) {
        return MDC.putCloseable(IN_LOG, id);
    }

    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // A trace id of zeros is none, and one half that is not zero is enough.
        return TraceId.fromLongs(random.nextLong(), random.nextLong(1, Long.MAX_VALUE));
    }
}

package io.colonnade.server.flight;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.util.concurrent.TimeoutException;

/**
 * Breaks one call off, with everything that gRPC holds for its client. The status that ends a call waits behind rows that were
 * not taken, for as long as they are not; and gRPC resets a call for its server only when the call's context has run out of
 * time. So each call's context stands on one that can be made to. Thread-safe.
 */
final class CallReset implements Runnable {
    private static final Context.Key<CallReset> KEY = Context.key("colonnade-call-reset");

    private final CancellableContext beneath;

    private CallReset(CancellableContext beneath) {
        this.beneath = beneath;
    }

    /** Returns what gives every call of a door its reset. */
    static ServerStreamTracer.Factory ofEachCall() {
        return new ServerStreamTracer.Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new ServerStreamTracer() {
                    @Override
                    public Context filterContext(Context base) {
                        CancellableContext beneath = base.withCancellation();
                        return beneath.withValue(KEY, new CallReset(beneath));
                    }
                };
            }
        };
    }

    /** Returns the reset of the call that this thread is working on. */
    static CallReset ofThisCall() {
        return KEY.get();
    }

    @Override
    public void run() {
        beneath.cancel(new TimeoutException("The client takes nothing any more"));
    }
}

package io.colonnade.server.flight;

import io.grpc.ForwardingServerCallListener;
import io.grpc.ServerCall.Listener;
import org.slf4j.MDC;

/** Works on one call's events, on whichever thread they come, under the call's trace. */
final class TracedListener<Q> extends ForwardingServerCallListener<Q> {
    private final CallRecord record;
    private final Listener<Q> listener;

    TracedListener(CallRecord record, Listener<Q> listener) {
        this.record = record;
        this.listener = listener;
    }

    @Override
    protected Listener<Q> delegate() {
        return listener;
    }

    private void traced(Runnable event) {
        try (MDC.MDCCloseable traced = record.onThisThread()) {
            event.run();
        }
    }

    @Override
    public void onMessage(Q message) {
        traced(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        traced(super::onHalfClose);
    }

    @Override
    public void onCancel() {
        traced(super::onCancel);
    }

    @Override
    public void onComplete() {
        traced(super::onComplete);
    }

    @Override
    public void onReady() {
        traced(super::onReady);
    }
}

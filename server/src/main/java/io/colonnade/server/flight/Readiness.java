package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

/**
 * The client's back-pressure: the sender waits until gRPC wants more. Waits are finite, because gRPC may be ready without
 * saying so again. One thread waits; any thread may wake it.
 */
final class Readiness {
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final ServerStreamListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    Readiness(ServerStreamListener listener) {
        this.listener = listener;
        listener.setOnReadyHandler(this::wake);
    }

    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the client wants more, after waiting for a moment if it does not. */
    boolean await() {
        if (listener.isReady()) {
            return true;
        }
        lock.lock();
        try {
            if (!listener.isReady()) {
                changed.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ColonnadeException.causedBy(
                    e, ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: the server is stopping");
        } finally {
            lock.unlock();
        }
        return listener.isReady();
    }
}

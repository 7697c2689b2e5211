package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.Statement;
import io.colonnade.server.session.StreamPermits;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;

/**
 * Starts the streams of statements, each with its permit, its deadline and its way to be cancelled. The call that asks for a
 * stream returns at once: a producer that blocks there would never learn that its client is ready. Thread-safe.
 */
final class StatementStreams {
    private final StatementRequests statements;
    private final StatementStream.Surroundings surroundings;
    private final Duration longest;
    private final StreamPermits permits;
    private final RunningStreams running;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;

    StatementStreams(
            StatementRequests statements,
            StatementStream.Surroundings surroundings,
            Duration longest,
            StreamPermits permits,
            RunningStreams running,
            ExecutorService threads,
            ScheduledExecutorService timer) {
        this.statements = statements;
        this.surroundings = surroundings;
        this.longest = longest;
        this.permits = permits;
        this.running = running;
        this.threads = threads;
        this.timer = timer;
    }

    Fetch fetch(TicketStatementQuery ticket) {
        return (caller, listener) -> start(caller, statements.open(caller, ticket), listener);
    }

    private void start(Caller caller, Statement statement, ServerStreamListener listener) {
        Duration timeout = timeout();
        StatementStream stream = new StatementStream(surroundings, caller, statement, timeout, listener);
        listener.setOnCancelHandler(stream::cancel);
        StreamPermits.Permit permit = permits.acquire(caller.owner());
        try {
            threads.execute(() -> run(stream, statement.id(), timeout, permit));
        } catch (RejectedExecutionException e) {
            permit.close();
            throw ColonnadeException.of(
                    ErrorKind.UNAVAILABLE,
                    SqlState.CONNECTION_FAILURE,
                    "Cannot start the stream: the server is stopping");
        }
    }

    /** The deadline that the client has set for the call, if that is nearer than ours. */
    private Duration timeout() {
        Deadline deadline = Context.current().getDeadline();
        if (deadline == null) {
            return longest;
        }
        Duration left = Duration.ofMillis(Math.max(1, deadline.timeRemaining(TimeUnit.MILLISECONDS)));
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private void run(StatementStream stream, String id, Duration timeout, StreamPermits.Permit permit) {
        Runnable cancel = stream::cancel;
        running.add(id, cancel);
        Future<?> deadline = timer.schedule(stream::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
        Throwable failure = null;
        // The permit is back before the client learns the end, so that it may ask again at once.
        try (permit) {
            stream.produce();
        } catch (Throwable e) {
            // Whatever it is: a client that is told nothing waits for ever.
            failure = e;
        } finally {
            deadline.cancel(false);
            running.remove(id, cancel);
        }
        stream.end(failure);
    }
}

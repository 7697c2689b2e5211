package io.colonnade.server.flight;

import io.colonnade.server.admission.Permit;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.Statement;
import io.grpc.Context;
import io.grpc.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.jspecify.annotations.Nullable;

/**
 * Starts the streams of statements, each when its turn has come, with its deadline and its way to be cancelled. The call that
 * asks for a stream returns at once: one that waits holds no thread, and a producer that blocks there would never learn that
 * its client is ready. Thread-safe.
 */
final class StatementStreams {
    private final StatementRequests statements;
    private final StatementStream.Surroundings surroundings;
    private final Duration longest;
    private final RunningStreams running;
    private final WorkThreads threads;
    private final ScheduledExecutorService timer;

    StatementStreams(
            StatementRequests statements,
            StatementStream.Surroundings surroundings,
            Duration longest,
            RunningStreams running,
            WorkThreads threads,
            ScheduledExecutorService timer) {
        this.statements = statements;
        this.surroundings = surroundings;
        this.longest = longest;
        this.running = running;
        this.threads = threads;
        this.timer = timer;
    }

    Fetch fetch(TicketStatementQuery ticket) {
        return (caller, permit, listener) -> start(caller, permit, statements.open(caller, ticket), listener);
    }

    private void start(Caller caller, Permit permit, Statement statement, ServerStreamListener listener) {
        @Nullable StatementCommand command = statements.command(statement).orElse(null);
        StatementStream stream = new StatementStream(surroundings, caller, statement, command, permit, listener);
        listener.setOnCancelHandler(stream::cancel);
        permit.onStop(stream::stop);
        @Nullable Deadline deadline = Context.current().getDeadline();
        Runnable cancel = stream::cancel;
        running.add(statement.id(), cancel);
        threads.run(
                        caller,
                        permit,
                        () -> command == null || command.isQuestion()
                                ? limited(stream, timeout(deadline))
                                : unlimited(stream))
                .whenComplete((done, failure) -> {
                    running.remove(statement.id(), cancel);
                    // Back before the client learns the end, so that it may ask again at once.
                    permit.done();
                    stream.end(failure);
                });
    }

    /** The deadline that the client has set for the call, if that is nearer than ours. */
    private Duration timeout(@Nullable Deadline deadline) {
        if (deadline == null) {
            return longest;
        }
        Duration left = Duration.ofMillis(Math.max(1, deadline.timeRemaining(TimeUnit.MILLISECONDS)));
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private @Nullable Void limited(StatementStream stream, Duration timeout) throws IOException {
        Future<?> deadline = timer.schedule(() -> stream.expire(timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            stream.produce(timeout);
            return null;
        } finally {
            deadline.cancel(false);
        }
    }

    /** An export takes the time that exports may take. A deadline of the call cancels it, as everything. */
    private @Nullable Void unlimited(StatementStream stream) throws IOException {
        stream.produce(longest);
        return null;
    }
}

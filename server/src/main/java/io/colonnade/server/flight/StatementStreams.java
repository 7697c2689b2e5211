package io.colonnade.server.flight;

import io.colonnade.server.admission.Permit;
import io.colonnade.server.admission.Refusals;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.Statement;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

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
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;

    StatementStreams(
            StatementRequests statements,
            StatementStream.Surroundings surroundings,
            Duration longest,
            RunningStreams running,
            ExecutorService threads,
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
        StatementStream stream = new StatementStream(surroundings, caller, statement, permit, listener);
        listener.setOnCancelHandler(stream::cancel);
        permit.onStop(stream::stop);
        @Nullable Deadline deadline = Context.current().getDeadline();
        Runnable cancel = stream::cancel;
        running.add(statement.id(), cancel);
        Consumer<@Nullable Throwable> end = failure -> {
            running.remove(statement.id(), cancel);
            // Back before the client learns the end, so that it may ask again at once.
            permit.done();
            stream.end(failure);
        };
        permit.turn().whenComplete((turn, refusal) -> {
            try {
                threads.execute(() -> {
                    try (MDC.MDCCloseable traced = caller.onThisThread()) {
                        end.accept(refusal == null ? run(stream, timeout(deadline)) : refusal);
                    }
                });
            } catch (RejectedExecutionException closed) {
                end.accept(Refusals.stopping());
            } catch (Throwable unable) {
                // No thread can be had.
                end.accept(unable);
            }
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

    /** Returns what the stream failed with. Whatever it is: a client that is told nothing waits for ever. */
    private @Nullable Throwable run(StatementStream stream, Duration timeout) {
        try {
            Future<?> deadline =
                    timer.schedule(() -> stream.expire(timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                stream.produce(timeout);
                return null;
            } finally {
                deadline.cancel(false);
            }
        } catch (Throwable failure) {
            return failure;
        }
    }
}

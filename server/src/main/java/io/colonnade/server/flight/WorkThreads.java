package io.colonnade.server.flight;

import io.colonnade.server.admission.Permit;
import io.colonnade.server.admission.Refusals;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The threads of a door for what takes its time: each piece of work has one when its turn has come, and waits on none. Thread-safe. */
final class WorkThreads {
    private final ExecutorService threads;

    WorkThreads(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Runs work when the permit's turn has come.
     *
     * @return what the work returned, or failed with, or why it never began; told on the thread of the work, if it had one
     */
    <T extends @Nullable Object> CompletionStage<T> run(Caller caller, Permit permit, Callable<T> work) {
        CompletableFuture<T> end = new CompletableFuture<>();
        permit.turn().whenComplete((turn, refusal) -> {
            try {
                threads.execute(() -> {
                    try (MDC.MDCCloseable traced = caller.onThisThread()) {
                        finish(end, refusal, work);
                    }
                });
            } catch (RejectedExecutionException closed) {
                end.completeExceptionally(Refusals.stopping());
            } catch (Throwable unable) {
                // No thread can be had.
                end.completeExceptionally(unable);
            }
        });
        return end;
    }

    /** Whatever it is: a client that is told nothing waits for ever. */
    private static <T extends @Nullable Object> void finish(
            CompletableFuture<T> end, @Nullable Throwable refusal, Callable<T> work) {
        if (refusal != null) {
            end.completeExceptionally(refusal);
            return;
        }
        T result;
        try {
            result = work.call();
        } catch (Throwable failure) {
            end.completeExceptionally(failure);
            return;
        }
        end.complete(result);
    }
}

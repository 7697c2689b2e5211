package io.colonnade.server.admission;

import io.colonnade.batch.ByteBudget;
import io.colonnade.batch.ByteShare;
import io.colonnade.error.ColonnadeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to have one stream, from the request to the end of the call. A door asks for it with {@link Admission#begin},
 * waits for its turn if there is a query to run, says when the work is done, and closes it when the call has ended, which is
 * later: the last rows may still be on their way. Thread-safe.
 */
public final class Permit implements AutoCloseable {
    private final Admission admission;
    private final Party party;
    private final ByteBudget.Share memory;
    private final CompletableFuture<ColonnadeException> stop = new CompletableFuture<>();
    private final CompletableFuture<Void> drop = new CompletableFuture<>();
    private final ClientWait client = new ClientWait();
    private final AtomicReference<@Nullable Turn> turn = new AtomicReference<>();
    private final AtomicReference<@Nullable ColonnadeException> givenUp = new AtomicReference<>();

    Permit(Admission admission, Party party, ByteBudget.Share memory) {
        this.admission = admission;
        this.party = party;
        this.memory = memory;
    }

    Party party() {
        return party;
    }

    /** Returns the stream's share of the memory for batches on their way. It holds what is taken until the call has ended. */
    public ByteShare memory() {
        return memory;
    }

    /** Returns what the door says of its waits for the client: one that takes nothing for too long has the work stopped. */
    public ClientWait client() {
        return client;
    }

    /** Asks the work to stop. */
    void stop(ColonnadeException reason) {
        giveUp(reason);
        stop.complete(reason);
    }

    /** Has the work told to stop, and why, should the server not wait for it any longer. May be called on any thread. */
    public void onStop(Consumer<ColonnadeException> work) {
        stop.thenAccept(work);
    }

    /** Has the call broken off whose work is done, should its client not take what is left. May be called on any thread. */
    public void onDrop(Runnable breaking) {
        drop.thenRun(breaking);
    }

    void drop() {
        drop.complete(null);
    }

    /**
     * Returns what completes when the query may run: at once, or on any thread later. It fails with the refusal. Called once.
     */
    public CompletionStage<Void> turn() {
        Turn taken = admission.enter(party);
        turn.set(taken);
        ColonnadeException reason = givenUp.get();
        if (reason != null) {
            admission.withdraw(taken, reason);
        }
        return taken.granted;
    }

    /** Leaves the queue, if the turn has not come yet: what {@link #turn()} returned, or will return, fails with the reason. */
    public void giveUp(ColonnadeException reason) {
        givenUp.compareAndSet(null, reason);
        Turn taken = turn.get();
        if (taken != null) {
            admission.withdraw(taken, reason);
        }
    }

    /** Says that the work is done: others may run, and the party may begin another stream. What is left is for the client to take. */
    public void done() {
        client.begin();
        Turn taken = turn.get();
        if (taken != null) {
            admission.leave(taken);
        }
        admission.done(this);
    }

    @Override
    public void close() {
        done();
        memory.close();
        admission.closed(this);
    }
}

package io.colonnade.server.admission;

import java.util.concurrent.CompletableFuture;

/** One query's place in the queue, and then its right to run. {@link QueryQueue} alone changes it, under its lock. */
final class Turn {
    /** What has become of it. */
    enum State {
        WAITING,
        RUNNING,
        GONE
    }

    final Party party;
    final CompletableFuture<Void> granted = new CompletableFuture<>();
    State state = State.WAITING;

    Turn(Party party) {
        this.party = party;
    }
}

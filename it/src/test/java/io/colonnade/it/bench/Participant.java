package io.colonnade.it.bench;

import io.colonnade.it.bench.client.Reply;
import io.colonnade.it.bench.client.Request;

/** A subject that has been started: it does what a request says, in processes of its own. */
interface Participant extends AutoCloseable {
    /** Runs a request to its end. */
    Reply run(Request request);

    /** Returns the process that reads. */
    long clientPid();

    /** Returns the process that stands between PostgreSQL and the reader: the reader's own where nothing does. */
    long gatewayPid();

    /** Ends what was started for this subject alone. */
    @Override
    void close();
}

package io.colonnade.server.graphql;

import io.colonnade.query.AccessContext;

/** Runs operations that read rows. Thread-safe; doors ask it when the turn of the request has come. */
@FunctionalInterface
public interface OperationRunner {
    /**
     * Begins an operation, and runs nothing of it yet.
     *
     * @param context on whose behalf its statements run
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for arguments that do not go together
     */
    RunningOperation begin(PreparedOperation operation, AccessContext context);
}

package io.colonnade.server.graphql;

import io.colonnade.query.AccessContext;
import io.colonnade.server.graphql.execute.Table;
import java.util.List;

/** Runs operations that read rows. Thread-safe; doors ask it when the turn of the request has come. */
public interface OperationRunner {
    /**
     * Begins an operation, and runs nothing of it yet.
     *
     * @param context on whose behalf its statements run
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for arguments that do not go together
     */
    RunningOperation begin(PreparedOperation operation, AccessContext context);

    /**
     * Begins an operation that is answered as tables, and runs nothing of it yet.
     *
     * @param context on whose behalf its statements run
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for arguments that do not go together, and for what only a
     *     nested answer can tell
     */
    RunningTables beginTables(PreparedOperation operation, AccessContext context);

    /** Returns the tables of an operation, for doors that read each of them by itself; throws as {@link #beginTables} does. */
    List<Table> tables(PreparedOperation operation, AccessContext context);
}

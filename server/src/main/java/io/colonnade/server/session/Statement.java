package io.colonnade.server.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement with all that is needed to run it later, on this or another replica. Immutable by convention: nobody writes
 * into the array.
 *
 * @param id names the statement's streams, so that they can be cancelled
 * @param sql the text
 * @param schema the projection in which unqualified names are looked up
 * @param parameters bound values as an Arrow IPC stream, a row for each execution
 * @param transaction the transaction to read in
 */
public record Statement(
        String id,
        String sql,
        @Nullable String schema,
        byte @Nullable [] parameters,
        @Nullable String transaction) {
    /** Creates a statement without parameter values. */
    public static Statement of(String sql, @Nullable String schema, @Nullable String transaction) {
        return new Statement(UUID.randomUUID().toString(), sql, schema, null, transaction);
    }

    /** Returns the statement with parameter values. */
    public Statement with(byte[] values) {
        return new Statement(id, sql, schema, values, transaction);
    }

    /** Returns the same statement in another transaction; null for none. */
    public Statement in(@Nullable String other) {
        return new Statement(id, sql, schema, parameters, other);
    }

    /** Returns the same statement under an id of its own. */
    public Statement renamed() {
        return new Statement(UUID.randomUUID().toString(), sql, schema, parameters, transaction);
    }
}

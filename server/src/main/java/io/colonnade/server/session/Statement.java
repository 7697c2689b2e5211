package io.colonnade.server.session;

import io.colonnade.query.QueryPart;
import io.colonnade.query.request.RowBounds;
import io.colonnade.source.PageRange;
import java.util.Optional;
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
 * @param part what is wanted of the result; null is all of it
 * @param policy the version of the policy under which its answer was promised; null before anything was promised
 * @param bounds how many rows the client takes
 * @param table the number of the table that is wanted of an operation of GraphQL, whose request the text then is; null for SQL
 */
public record Statement(
        String id,
        String sql,
        @Nullable String schema,
        byte @Nullable [] parameters,
        @Nullable String transaction,
        @Nullable Part part,
        @Nullable String policy,
        RowBounds bounds,
        @Nullable Integer table) {
    /**
     * A part of a statement's result.
     *
     * @param number its number among the parts
     * @param from the first page of the table that it reads
     * @param to the page behind the last
     * @param plan what tells the plan that was split from any other
     */
    public record Part(int number, long from, long to, String plan) {
        static Part of(int number, QueryPart part) {
            return new Part(number, part.pages().from(), part.pages().to(), part.plan());
        }

        /** Returns the part as the query road knows it. */
        public QueryPart asQueryPart() {
            return new QueryPart(new PageRange(from, to), plan);
        }
    }

    /** Creates a statement without parameter values. */
    public static Statement of(String sql, @Nullable String schema, @Nullable String transaction) {
        return new Statement(
                UUID.randomUUID().toString(), sql, schema, null, transaction, null, null, RowBounds.NONE, null);
    }

    /** Creates a statement for a table of an operation of GraphQL. */
    public static Statement ofTable(String request, int table) {
        return new Statement(
                UUID.randomUUID().toString(), request, null, null, null, null, null, RowBounds.NONE, table);
    }

    /** Creates the question how an export stands, under whose id it is. */
    public static Statement ofExport(String export) {
        return new Statement(
                export, "SHOW EXPORT '" + export + "'", null, null, null, null, null, RowBounds.NONE, null);
    }

    /** Returns the statement with parameter values. */
    public Statement with(byte[] values) {
        return new Statement(id, sql, schema, values, transaction, part, policy, bounds, table);
    }

    /** Returns the statement with the policy version under which its answer is promised. */
    public Statement promised(String version) {
        return new Statement(id, sql, schema, parameters, transaction, part, version, bounds, table);
    }

    /** Returns the same statement in another transaction; null for none. */
    public Statement in(@Nullable String other) {
        return new Statement(id, sql, schema, parameters, other, part, policy, bounds, table);
    }

    /** Returns the same statement, of whose result the client takes so much. */
    public Statement bounded(RowBounds rows) {
        return new Statement(id, sql, schema, parameters, transaction, part, policy, rows, table);
    }

    /** Returns the same statement under an id of its own. */
    public Statement renamed() {
        return new Statement(
                UUID.randomUUID().toString(), sql, schema, parameters, transaction, part, policy, bounds, table);
    }

    /** Returns a part of the statement, under the same id, so that all parts are cancelled as one. */
    public Statement part(int number, QueryPart wanted) {
        return new Statement(id, sql, schema, parameters, transaction, Part.of(number, wanted), policy, bounds, table);
    }

    /** Returns the part that is wanted, if its snapshot is kept among {@link PartedResults} and not by a transaction. */
    public Optional<Part> keptPart() {
        return transaction == null ? Optional.ofNullable(part) : Optional.empty();
    }
}

package io.colonnade.query;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a question to rows, whatever the door: parse, resolve against what the caller may see, apply policy,
 * plan, read. Thread-safe.
 */
public final class QueryPipeline {
    /**
     * Plans a query without running it.
     *
     * @param principal who asks; null is an anonymous caller
     * @throws io.colonnade.error.ColonnadeException if the query cannot be parsed, names what the caller may not see, or
     *     needs a claim that the caller lacks
     */
    public QueryDescription describe(@Nullable Principal principal, QueryRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a query. The audit record {@code started} is written before this returns.
     *
     * @param parameters one value for each parameter, in order; the classes are those of
     *     {@link io.colonnade.source.SourceStatement.Parameter}, and are coerced to the parameter's type where no value
     *     is lost
     * @param allocator owns the batches; the caller closes the reader, then the allocator
     */
    public BatchReader run(
            AccessContext context, QueryRequest request, List<@Nullable Object> parameters, BufferAllocator allocator) {
        throw new UnsupportedOperationException();
    }

    /** Returns the projections that a caller may know of, in the order of their names. */
    public List<VisibleProjection> catalog(@Nullable Principal principal) {
        throw new UnsupportedOperationException();
    }

    /** Opens a stable view that the queries of one transaction share. */
    public QuerySnapshot openSnapshot() {
        return new QuerySnapshot();
    }
}

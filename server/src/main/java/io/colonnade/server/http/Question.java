package io.colonnade.server.http;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** What rows a request asks for. One thread runs it, once. */
interface Question {
    /** Runs the question; the caller closes the reader. */
    BatchReader run(QueryPipeline pipeline, AccessContext context, BufferAllocator allocator);

    /** Adds what the answer's header says of its rows; the first of them are loaded, and nothing is sent yet. */
    default void tell(Response response) {}

    /** Returns whether it may take so long before there are rows that its client is watched meanwhile. */
    default boolean isLong() {
        return false;
    }

    /** Has {@link #run} fail soon with this reason, if it takes its time before there are rows. */
    default void stop(ColonnadeException reason) {}

    /**
     * Returns a question whose rows are answered as they come.
     *
     * @param parameters one value for each parameter, in order
     */
    static Question of(QueryRequest query, List<@Nullable Object> parameters) {
        return (pipeline, context, allocator) -> pipeline.run(context, query, parameters, allocator);
    }
}

package io.colonnade.server.http;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.RowBounds;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.server.selection.BulkRead;
import io.colonnade.server.selection.Cursors;
import io.colonnade.server.selection.PageReader;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** The rows of a bulk read, and of a page the link to the next one. */
final class BulkQuestion implements Question {
    private final BulkRead read;
    private final BulkParameters parameters;
    private final Cursors cursors;
    private @Nullable PageReader page;

    BulkQuestion(BulkRead read, BulkParameters parameters, Cursors cursors) {
        this.read = read;
        this.parameters = parameters;
        this.cursors = cursors;
    }

    @Override
    public BatchReader run(QueryPipeline pipeline, AccessContext context, BufferAllocator allocator) {
        if (!read.page().isPage()) {
            return pipeline.run(context, read.selection(), read.values(), allocator);
        }
        // All rows of a page tell whether there is another, whoever takes how many.
        AccessContext whole = context.bounded(RowBounds.NONE);
        BatchReader rows = pipeline.run(whole, read.selection(), read.values(), allocator);
        page = new PageReader(rows, read, cursors, context.memory(), allocator);
        return page;
    }

    @Override
    public void tell(Response response) {
        if (page != null) {
            page.next().ifPresent(cursor -> response.getHeaders().add(HttpHeader.LINK, link(cursor)));
        }
        if (read.page().isFar()) {
            response.getHeaders()
                    .add(
                            "Warning",
                            "299 - \"The offset is above " + Page.FAR_OFFSET
                                    + ": the rows before it are read all the same; page with first and after\"");
        }
    }

    /** From the end one goes backwards. */
    private String link(String cursor) {
        return read.page().last() == null
                ? "<" + parameters.with("after", cursor) + ">; rel=\"next\""
                : "<" + parameters.with("before", cursor) + ">; rel=\"prev\"";
    }
}

package io.colonnade.server.export;

import io.colonnade.query.QueryDescription;
import io.colonnade.query.request.QueryRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of those that a {@code COPY} writes.
 *
 * @param folder the folder of its files with a bar behind it; empty for the export's own
 * @param query what is asked
 * @param parameters a value for each parameter of the query, in order
 * @param description what is known of its answer
 */
record CopiedQuery(
        String folder, QueryRequest.Sql query, List<@Nullable Object> parameters, QueryDescription description) {
    /** The values, and the text that may have some, are nobody's to read. */
    @Override
    public String toString() {
        return "CopiedQuery[" + folder + "]";
    }
}

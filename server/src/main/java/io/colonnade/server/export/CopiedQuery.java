package io.colonnade.server.export;

import io.colonnade.query.QueryDescription;
import io.colonnade.query.request.QueryRequest;

/**
 * One answer of those that a {@code COPY} writes.
 *
 * @param folder the folder of its files with a bar behind it; empty for the export's own
 * @param query what is asked
 * @param description what is known of its answer
 */
record CopiedQuery(String folder, QueryRequest.Sql query, QueryDescription description) {}

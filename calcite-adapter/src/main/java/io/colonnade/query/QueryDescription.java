package io.colonnade.query;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a query will return, known before it runs.
 *
 * @param schema equal to the bit to the schema of the stream
 * @param parameters one field per parameter, in order, named {@code $1}, {@code $2}, …
 * @param ordered whether the order of rows means something
 * @param policyVersion changes with what the caller may see of the batches that the query names
 * @param batches what it reads
 * @param fingerprint what tells the audit of equal questions
 */
public record QueryDescription(
        Schema schema,
        Schema parameters,
        boolean ordered,
        String policyVersion,
        List<GovernedBatch> batches,
        String fingerprint) {
    public QueryDescription {
        batches = List.copyOf(batches);
    }
}

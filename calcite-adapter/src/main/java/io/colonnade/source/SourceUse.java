package io.colonnade.source;

import java.util.List;

/**
 * What a deployment reads from a source, so that the source can say whether it is fit for it. Immutable; made from the
 * contracts.
 *
 * @param batches the batches that are read
 */
public record SourceUse(List<UsedBatch> batches) {
    public SourceUse {
        batches = List.copyOf(batches);
    }

    /**
     * A batch.
     *
     * @param name projection and batch, for messages
     * @param select all its columns as a SELECT in the source's dialect, without any row filter
     * @param columns what the SELECT returns, in its order
     */
    public record UsedBatch(String name, String select, List<UsedColumn> columns) {
        public UsedBatch {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param name the name in the contract
     * @param purpose what an index on it would be good for
     */
    public record UsedColumn(String name, Purpose purpose) {}

    /** What a column serves for besides being read. */
    public enum Purpose {
        /** Row filters compare with it. */
        FILTERED,
        /** It comes first in the key. */
        KEY,
        /** It comes first in the default order. */
        ORDERED,
        /** It is only read. */
        READ
    }
}

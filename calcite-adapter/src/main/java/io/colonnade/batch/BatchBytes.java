package io.colonnade.batch;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** How much memory the values of a batch take. */
public final class BatchBytes {
    private BatchBytes() {}

    /** Returns the bytes of all vectors' buffers. */
    public static long of(VectorSchemaRoot batch) {
        return batch.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
    }
}

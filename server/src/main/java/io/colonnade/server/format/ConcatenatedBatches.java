package io.colonnade.server.format;

import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One stream after the other; a format that says where it ends needs nothing between. */
final class ConcatenatedBatches implements BatchesWriter {
    private final BatchesFormat form;
    private final OutputStream out;

    ConcatenatedBatches(BatchesFormat form, OutputStream out) {
        this.form = form;
        this.out = out;
    }

    @Override
    public String contentType() {
        return form.format().mediaType().toString();
    }

    @Override
    public BatchWriter begin(String name, VectorSchemaRoot root) {
        return form.format().writer(NamedBatch.of(name, root), out);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}

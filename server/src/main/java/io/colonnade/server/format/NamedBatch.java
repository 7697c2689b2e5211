package io.colonnade.server.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A root as it is, under a schema whose metadata names the batch. Owns nothing. */
final class NamedBatch extends VectorSchemaRoot {
    private final VectorSchemaRoot root;

    private NamedBatch(Schema schema, VectorSchemaRoot root) {
        super(schema, root.getFieldVectors(), root.getRowCount());
        this.root = root;
    }

    static NamedBatch of(String name, VectorSchemaRoot root) {
        Schema schema = root.getSchema();
        Map<String, String> metadata = new LinkedHashMap<>();
        if (schema.getCustomMetadata() != null) {
            metadata.putAll(schema.getCustomMetadata());
        }
        metadata.put("colonnade.batch", name);
        return new NamedBatch(new Schema(schema.getFields(), metadata), root);
    }

    @Override
    public int getRowCount() {
        return root.getRowCount();
    }
}

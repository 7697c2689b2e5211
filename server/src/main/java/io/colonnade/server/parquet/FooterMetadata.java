package io.colonnade.server.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a file's footer says beside the columns: the schema's own metadata, and the schema as Arrow has it, by which Arrow's
 * readers know long texts from others and give each column its metadata.
 */
final class FooterMetadata {
    private static final String ARROW_SCHEMA = "ARROW:schema";

    private FooterMetadata() {}

    static Map<String, String> of(Schema schema, List<ParquetColumn> columns) throws IOException {
        Map<String, String> metadata = new HashMap<>();
        if (schema.getCustomMetadata() != null) {
            metadata.putAll(schema.getCustomMetadata());
        }
        List<Field> fields = columns.stream().map(ParquetColumn::storedField).toList();
        metadata.put(ARROW_SCHEMA, encoded(new Schema(fields, schema.getCustomMetadata())));
        return metadata;
    }

    private static String encoded(Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
            MessageSerializer.serialize(channel, schema);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}

package io.colonnade.server.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a file's footer says beside the columns: the schema's own metadata, the batches that the columns are of and which of them
 * are masked, and the schema as Arrow has it, by which Arrow's readers know long texts from others and give each column its metadata.
 */
final class FooterMetadata {
    private static final String ARROW_SCHEMA = "ARROW:schema";
    private static final String FLIGHT_SQL = "ARROW:FLIGHT:SQL:";

    private FooterMetadata() {}

    static Map<String, String> of(Schema schema, List<ParquetColumn> columns) throws IOException {
        Map<String, String> metadata = new HashMap<>();
        if (schema.getCustomMetadata() != null) {
            metadata.putAll(schema.getCustomMetadata());
        }
        List<Field> all = schema.getFields();
        put("colonnade.batches", all.stream().flatMap(FooterMetadata::batch), metadata);
        put("colonnade.masks", all.stream().flatMap(FooterMetadata::mask), metadata);
        List<Field> fields = columns.stream().map(ParquetColumn::storedField).toList();
        metadata.put(ARROW_SCHEMA, encoded(new Schema(fields, schema.getCustomMetadata())));
        return metadata;
    }

    private static void put(String key, Stream<String> names, Map<String, String> metadata) {
        String joined = names.distinct().collect(Collectors.joining(","));
        if (!joined.isEmpty()) {
            metadata.put(key, joined);
        }
    }

    private static Stream<String> batch(Field field) {
        String table = field.getMetadata().get(FLIGHT_SQL + "TABLE_NAME");
        return table == null
                ? Stream.empty()
                : Stream.of(field.getMetadata().get(FLIGHT_SQL + "SCHEMA_NAME") + "." + table);
    }

    private static Stream<String> mask(Field field) {
        String mask = field.getMetadata().get("colonnade.mask");
        return mask == null ? Stream.empty() : Stream.of(field.getName() + ":" + mask);
    }

    private static String encoded(Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
            MessageSerializer.serialize(channel, schema);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}

package io.colonnade.server.format;

import io.colonnade.server.parquet.ParquetOptions;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The table of formats in which a result can be written; where a client would take several, the upper one goes before. */
public enum ResultFormat implements Offer {
    /** Arrow's streaming format. */
    ARROW("arrow", "arrows", Content.COLUMNS, type("application/vnd.apache.arrow.stream"), "application/x-arrow") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return ArrowBatchWriter.stream(root, out);
        }
    },
    /** Arrow's file format, whose index comes last. */
    ARROW_FILE("arrow-file", "arrow", Content.FILE, type("application/vnd.apache.arrow.file")) {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return ArrowBatchWriter.file(root, out);
        }
    },
    /** A Parquet file, whose footer comes last. */
    PARQUET("parquet", "parquet", Content.FILE, type("application/vnd.apache.parquet"), "application/parquet") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new ParquetBatchWriter(root, out, ParquetOptions.STREAMED);
        }
    },
    /** RFC 4180, with a header; NULL is empty, an empty text is {@code ""}. */
    CSV("csv", "csv", Content.TEXT, text("text/csv", Map.of(), Map.of("header", "present"))) {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new CsvBatchWriter(root, CsvBatchWriter.Header.PRESENT, out);
        }
    },
    CSV_WITHOUT_HEADER("csv", "csv", Content.TEXT, text("text/csv", Map.of("header", "absent"), Map.of())) {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new CsvBatchWriter(root, CsvBatchWriter.Header.ABSENT, out);
        }
    },
    /** One array of objects; decimals and 64-bit integers are strings, so that no reader rounds them. */
    JSON("json", "json", Content.TEXT, text("application/json", Map.of(), Map.of("numbers", "text"))) {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new JsonBatchWriter(root, JsonNumbers.TEXT, out);
        }
    },
    /** The same with all numbers as numbers. */
    JSON_WITH_NUMBERS("json", "json", Content.TEXT, text("application/json", Map.of("numbers", "native"), Map.of())) {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new JsonBatchWriter(root, JsonNumbers.NATIVE, out);
        }
    },
    /** One object a line, with numbers as in JSON. */
    NDJSON(
            "ndjson",
            "ndjson",
            Content.TEXT,
            text("application/x-ndjson", Map.of(), Map.of("numbers", "text")),
            "application/ndjson",
            "application/jsonl") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new NdjsonBatchWriter(root, JsonNumbers.TEXT, out);
        }
    },
    /** The same with all numbers as numbers. */
    NDJSON_WITH_NUMBERS(
            "ndjson",
            "ndjson",
            Content.TEXT,
            text("application/x-ndjson", Map.of("numbers", "native"), Map.of()),
            "application/ndjson",
            "application/jsonl") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new NdjsonBatchWriter(root, JsonNumbers.NATIVE, out);
        }
    };

    private final String word;
    private final String extension;
    private final Content content;
    private final List<MediaType> mediaTypes;

    ResultFormat(String word, String extension, Content content, MediaType type, String... aliases) {
        this.word = word;
        this.extension = extension;
        this.content = content;
        List<MediaType> types = new ArrayList<>(List.of(type));
        for (String alias : aliases) {
            types.add(type.as(alias));
        }
        this.mediaTypes = List.copyOf(types);
    }

    private static MediaType type(String name) {
        return MediaType.of(name);
    }

    private static MediaType text(String name, Map<String, String> stated, Map<String, String> defaults) {
        Map<String, String> implied = new HashMap<>(defaults);
        implied.put("charset", "utf-8");
        return new MediaType(name, stated, implied);
    }

    /** Returns the format's name on the command line and in the audit. */
    public String word() {
        return word;
    }

    /** Returns what the name of a file in this format ends with. */
    public String extension() {
        return extension;
    }

    @Override
    public List<MediaType> mediaTypes() {
        return mediaTypes;
    }

    @Override
    public Content content() {
        return content;
    }

    @Override
    public boolean isFile() {
        return switch (this) {
            case ARROW_FILE, PARQUET, CSV, CSV_WITHOUT_HEADER -> true;
            case ARROW, JSON, JSON_WITH_NUMBERS, NDJSON, NDJSON_WITH_NUMBERS -> false;
        };
    }

    /** Returns the media type that an answer states. */
    public MediaType mediaType() {
        return mediaTypes.get(0);
    }

    /**
     * Creates a writer.
     *
     * @param root holds the batches, one after the other; the caller owns it
     * @param out takes the bytes; the caller closes it
     */
    public abstract BatchWriter writer(VectorSchemaRoot root, OutputStream out);
}

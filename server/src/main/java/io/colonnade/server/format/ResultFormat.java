package io.colonnade.server.format;

import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The formats in which a result can be written. */
public enum ResultFormat {
    /** Arrow's streaming format. */
    ARROW("arrow", "application/vnd.apache.arrow.stream") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new ArrowBatchWriter(root, out);
        }
    },
    /** RFC 4180, with a header; NULL is empty, an empty text is {@code ""}. */
    CSV("csv", "text/csv") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new CsvBatchWriter(root, out);
        }
    },
    /** One array of objects; decimals and 64-bit integers are strings, so that no reader rounds them. */
    JSON("json", "application/json") {
        @Override
        public BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
            return new JsonBatchWriter(root, out);
        }
    };

    private final String word;
    private final String mediaType;

    ResultFormat(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /** Returns the format's name on the command line and in the audit. */
    public String word() {
        return word;
    }

    /** Returns the media type over HTTP. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Creates a writer.
     *
     * @param root holds the batches, one after the other; the caller owns it
     * @param out takes the bytes; the caller closes it
     */
    public abstract BatchWriter writer(VectorSchemaRoot root, OutputStream out);
}

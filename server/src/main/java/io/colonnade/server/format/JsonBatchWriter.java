package io.colonnade.server.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One JSON array with an object a row. What is not finished lacks the closing bracket. */
final class JsonBatchWriter implements BatchWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)
            .configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, false)
            .build();

    private final VectorSchemaRoot root;
    private final List<CellText> cells;
    private final JsonGenerator json;

    JsonBatchWriter(VectorSchemaRoot root, OutputStream out) {
        this.root = root;
        this.cells = root.getFieldVectors().stream()
                .map(vector -> CellText.of(vector, CellText.Bytes.BASE64))
                .toList();
        try {
            this.json = FACTORY.createGenerator(out);
            json.setPrettyPrinter(new RowPerLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() throws IOException {
        json.writeStartArray();
    }

    @Override
    public void writeBatch() throws IOException {
        for (int row = 0; row < root.getRowCount(); row++) {
            json.writeStartObject();
            for (CellText cell : cells) {
                json.writeFieldName(cell.name());
                value(cell, row);
            }
            json.writeEndObject();
        }
        json.flush();
    }

    @Override
    public void finish() throws IOException {
        json.writeEndArray();
        json.flush();
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(CellText cell, int row) throws IOException {
        if (cell.isNull(row)) {
            json.writeNull();
            return;
        }
        String text = cell.text(row);
        switch (cell.kind()) {
            case BOOLEAN -> json.writeBoolean(text.equals("true"));
            case NUMBER -> number(text);
            case EXACT_NUMBER, TEXT -> json.writeString(text);
        }
    }

    /** JSON has no word for what is not a number. */
    private void number(String text) throws IOException {
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            json.writeString(text);
        } else {
            json.writeNumber(text);
        }
    }

    /** Line breaks between rows and nowhere else, so that line tools can be used on the answer. */
    private static final class RowPerLine extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeStartArray(JsonGenerator generator) throws IOException {
            generator.writeRaw("[\n");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(",\n");
        }

        @Override
        public void writeEndArray(JsonGenerator generator, int rows) throws IOException {
            generator.writeRaw(rows == 0 ? "]\n" : "\n]\n");
        }
    }
}

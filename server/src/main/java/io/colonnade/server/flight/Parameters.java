package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.jspecify.annotations.Nullable;

/** The values of a prepared statement's parameters, on their way from the client into the handle and out of it again. */
final class Parameters {
    private static final int MOST_BYTES = 256 * 1024;

    private Parameters() {}

    /** Reads what a client binds: a row for each execution. */
    static byte[] receive(FlightStream stream, int expected) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorSchemaRoot root = stream.getRoot();
        int sent = root.getFieldVectors().size();
        if (sent != expected) {
            throw invalid(sent + " parameters were bound", "the statement has " + expected);
        }
        if (root.getSchema().getFields().stream().anyMatch(field -> field.getDictionary() != null)) {
            throw invalid("one is dictionary-encoded", "send plain values");
        }
        int rows = 0;
        try (ArrowStreamWriter writer = new ArrowStreamWriter(root, stream.getDictionaryProvider(), bytes)) {
            while (stream.next()) {
                if (root.getRowCount() > 0) {
                    rows += root.getRowCount();
                    writer.writeBatch();
                }
                if (bytes.size() > MOST_BYTES) {
                    throw ColonnadeException.of(
                            ErrorKind.RESOURCE_EXHAUSTED,
                            SqlState.RESOURCES_EXHAUSTED,
                            "Cannot bind the parameters: they take more than " + MOST_BYTES
                                    + " bytes; bind fewer rows or shorter values");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail while writing to memory", e);
        }
        if (rows == 0 && expected > 0) {
            throw invalid("no row of parameters was bound", "bind one");
        }
        return bytes.toByteArray();
    }

    /** Returns the rows of values that were received; one empty row if nothing was bound. */
    static List<List<@Nullable Object>> rows(byte @Nullable [] received, BufferAllocator allocator) {
        if (received == null) {
            return List.of(List.of());
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(received), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    rows.add(row(root, row));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail while reading from memory", e);
        }
        return rows.isEmpty() ? List.of(List.of()) : rows;
    }

    private static List<@Nullable Object> row(VectorSchemaRoot root, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        try {
            root.getFieldVectors().forEach(vector -> values.add(ParameterValues.get(vector, row)));
        } catch (ArithmeticException | DateTimeException e) {
            throw invalid("a date or time is out of range", "the years that PostgreSQL has");
        }
        return values;
    }

    private static ColonnadeException invalid(String what, String rule) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid parameters: " + what + " (" + rule + ")");
    }
}

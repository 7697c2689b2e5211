package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The values of a prepared statement's parameters, on their way from the client into the handle and out of it again. */
final class Parameters {
    static final int MOST_BYTES = 256 * 1024;

    private Parameters() {}

    /** Reads what a client binds: a row for each execution. Returns it as Arrow's stream, in no words of the client's. */
    static byte[] receive(List<FlightData> messages, int expected, BufferAllocator allocator) {
        try {
            return checked(messages, expected, allocator);
        } catch (ColonnadeException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            // Flatbuffers has no error of its own for a message that points outside of itself.
            throw UploadedRows.malformed();
        }
    }

    private static byte[] checked(List<FlightData> messages, int expected, BufferAllocator allocator) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rows = 0;
        Iterator<FlightData> rest = messages.stream()
                .filter(message -> !message.getDataHeader().isEmpty())
                .iterator();
        Schema schema = UploadedRows.schema(next(rest, MessageHeader.Schema), expected);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
            while (rest.hasNext()) {
                FlightData data = rest.next();
                int loaded = UploadedRows.load(
                        message(data, MessageHeader.RecordBatch), data.getDataBody(), root, allocator);
                if (loaded > 0) {
                    writer.writeBatch();
                }
                rows += loaded;
                checkSize(rows, bytes.size());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail while writing to memory", e);
        }
        if (rows == 0 && expected > 0) {
            throw invalid("no row of parameters was bound", "bind one");
        }
        return bytes.toByteArray();
    }

    private static Message next(Iterator<FlightData> rest, byte type) {
        if (!rest.hasNext()) {
            throw invalid("no row of parameters was bound", "bind one");
        }
        return message(rest.next(), type);
    }

    private static Message message(FlightData data, byte type) {
        Message message = Message.getRootAsMessage(data.getDataHeader().asReadOnlyByteBuffer());
        if (message.headerType() != type) {
            throw UploadedRows.malformed();
        }
        return message;
    }

    private static void checkSize(int rows, int bytes) {
        if (rows > UploadedRows.MOST_ROWS) {
            throw UploadedRows.tooMany();
        }
        if (bytes > MOST_BYTES) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "Cannot bind the parameters: they take more than " + MOST_BYTES
                            + " bytes; bind fewer rows or shorter values");
        }
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

    /** Returns the one row of values that a command takes. */
    static List<@Nullable Object> one(byte @Nullable [] received, BufferAllocator allocator) {
        List<List<@Nullable Object>> rows = rows(received, allocator);
        if (rows.size() > 1) {
            throw invalid(rows.size() + " rows of parameters were bound to a command", "one");
        }
        return rows.get(0);
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

    static ColonnadeException invalid(String what, String rule) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid parameters: " + what + " (" + rule + ")");
    }
}

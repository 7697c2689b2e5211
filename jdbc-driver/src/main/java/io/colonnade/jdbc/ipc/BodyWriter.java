package io.colonnade.jdbc.ipc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays out the buffers of a one-row batch: validity, offsets, data, each padded to eight bytes. */
final class BodyWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<long[]> buffers = new ArrayList<>();
    private final List<Integer> nullCounts = new ArrayList<>();

    void addColumn(ArrowField field, @Nullable Object value) throws SQLException {
        nullCounts.add(value == null ? 1 : 0);
        if (field.kind() == ArrowKind.NULL) {
            return;
        }
        addBuffer(new byte[] {(byte) (value == null ? 0 : 1)});
        byte[] encoded = value == null ? emptyValue(field) : ParameterCodec.encode(field, value);
        if (isVariable(field.kind())) {
            addBuffer(offsets(field.kind().hasLargeOffsets(), encoded.length));
        }
        addBuffer(encoded);
    }

    private static boolean isVariable(ArrowKind kind) {
        switch (kind) {
            case UTF8:
            case LARGE_UTF8:
            case BINARY:
            case LARGE_BINARY:
                return true;
            default:
                return false;
        }
    }

    private static byte[] emptyValue(ArrowField field) {
        // No fixed-width type is wider than a 256-bit decimal.
        return new byte[isVariable(field.kind()) ? 0 : 32];
    }

    private static byte[] offsets(boolean large, int length) {
        ByteBuffer offsets = ByteBuffer.allocate(large ? 16 : 8).order(ByteOrder.LITTLE_ENDIAN);
        return large
                ? offsets.putLong(8, length).array()
                : offsets.putInt(4, length).array();
    }

    private void addBuffer(byte[] content) {
        buffers.add(new long[] {bytes.size(), content.length});
        bytes.writeBytes(content);
        while (bytes.size() % 8 != 0) {
            bytes.write(0);
        }
    }

    /** Returns offset and length of each buffer, in order. */
    List<long[]> buffers() {
        return buffers;
    }

    List<Integer> nullCounts() {
        return nullCounts;
    }

    long size() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}

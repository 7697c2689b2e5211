package io.colonnade.jdbc.ipc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Lays out the buffers of a batch: validity, offsets, data, each padded to eight bytes. */
final class BodyWriter {
    private static final byte[] ABSENT = {};

    /** No fixed-width type is wider than a 256-bit decimal. */
    private static final int WIDEST = 32;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<long[]> buffers = new ArrayList<>();
    private final List<Integer> nullCounts = new ArrayList<>();

    void addColumn(ArrowField field, List<@Nullable Object> values) throws SQLException {
        nullCounts.add((int) values.stream().filter(Objects::isNull).count());
        if (field.kind() == ArrowKind.NULL) {
            return;
        }
        byte[][] encoded = new byte[values.size()][];
        for (int row = 0; row < encoded.length; row++) {
            @Nullable Object value = values.get(row);
            encoded[row] = value == null ? ABSENT : ParameterCodec.encode(field, value);
        }
        addBuffer(bits(values.size(), row -> values.get(row) != null));
        if (isVariable(field.kind())) {
            addBuffer(offsets(field.kind().hasLargeOffsets(), encoded));
            addBuffer(concatenated(encoded, 0));
        } else if (field.kind() == ArrowKind.BOOL) {
            addBuffer(bits(encoded.length, row -> encoded[row] != ABSENT && encoded[row][0] != 0));
        } else {
            addBuffer(concatenated(encoded, width(encoded)));
        }
    }

    private static byte[] bits(int count, IntPredicate isSet) {
        byte[] bits = new byte[(count + 7) / 8];
        for (int i = 0; i < count; i++) {
            if (isSet.test(i)) {
                bits[i / 8] |= (byte) (1 << (i % 8));
            }
        }
        return bits;
    }

    private static int width(byte[][] encoded) {
        return Arrays.stream(encoded)
                .filter(value -> value != ABSENT)
                .mapToInt(value -> value.length)
                .findFirst()
                .orElse(WIDEST);
    }

    /** Puts values behind one another, each at least so wide. */
    private static byte[] concatenated(byte[][] encoded, int width) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] value : encoded) {
            data.writeBytes(value);
            data.writeBytes(new byte[Math.max(0, width - value.length)]);
        }
        return data.toByteArray();
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

    private static byte[] offsets(boolean large, byte[][] encoded) {
        ByteBuffer offsets = ByteBuffer.allocate((encoded.length + 1) * (large ? Long.BYTES : Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int end = 0;
        put(offsets, large, end);
        for (byte[] value : encoded) {
            end = Math.addExact(end, value.length);
            put(offsets, large, end);
        }
        return offsets.array();
    }

    private static void put(ByteBuffer offsets, boolean large, int offset) {
        if (large) {
            offsets.putLong(offset);
        } else {
            offsets.putInt(offset);
        }
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

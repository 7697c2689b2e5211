package io.colonnade.source.postgres.wire;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The rare messages of the server, read out of their memory (PostgreSQL manual, "Message Formats" and "Error and Notice Message
 * Fields"). For one thread.
 */
final class MessageBody {
    /** Of a column's description: table, attribute, type, size, modifier and format follow its name. */
    private static final int BEHIND_NAME = 18;

    private static final int TYPE_BEHIND_NAME = 6;

    private final byte[] bytes;
    private int position;

    MessageBody(long address, int length) {
        bytes = new byte[length];
        MemoryUtil.copyFromMemory(address, bytes, 0, length);
    }

    /** Returns the type identifiers of the columns that a RowDescription names. */
    int[] types() {
        require(Short.BYTES);
        int[] types = new int[(bytes[0] & 0xff) << 8 | bytes[1] & 0xff];
        position = Short.BYTES;
        for (int i = 0; i < types.length; i++) {
            text();
            require(BEHIND_NAME);
            types[i] = Integer.reverseBytes(MemoryUtil.getInt(bytes, position + TYPE_BEHIND_NAME));
            position += BEHIND_NAME;
        }
        return types;
    }

    /** Returns the failure that an ErrorResponse reports. */
    SQLException failure() {
        String state = "";
        String message = "";
        while (position < bytes.length && bytes[position] != 0) {
            char field = (char) bytes[position++];
            String value = text();
            if (field == 'C') {
                state = value;
            } else if (field == 'M') {
                message = value;
            }
        }
        return new SQLException(message, state);
    }

    private String text() {
        int end = position;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, position, end - position, StandardCharsets.UTF_8);
        position = end + 1;
        return text;
    }

    private void require(int count) {
        if (position + count > bytes.length) {
            throw new WireFormatException("a message is shorter than it says");
        }
    }
}

package io.colonnade.server.selection;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Values of the type table as bytes and back, exactly, by the classes that parameters are bound as. */
final class ValueBytes {
    private ValueBytes() {}

    static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof String text) {
            out.writeByte('S');
            writeText(out, text);
        } else if (value instanceof Integer number) {
            out.writeByte('I');
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte('L');
            out.writeLong(number);
        } else if (value instanceof Float number) {
            out.writeByte('F');
            out.writeFloat(number);
        } else if (value instanceof Double number) {
            out.writeByte('D');
            out.writeDouble(number);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? 'y' : 'n');
        } else if (value instanceof BigDecimal decimal) {
            out.writeByte('N');
            out.writeInt(decimal.scale());
            writeBytes(out, decimal.unscaledValue().toByteArray());
        } else if (value instanceof byte[] bytes) {
            out.writeByte('B');
            writeBytes(out, bytes);
        } else {
            writeTemporal(out, value);
        }
    }

    private static void writeTemporal(DataOutputStream out, Object value) throws IOException {
        if (value instanceof LocalDate date) {
            out.writeByte('d');
            out.writeLong(date.toEpochDay());
        } else if (value instanceof LocalTime time) {
            out.writeByte('t');
            out.writeLong(time.toNanoOfDay());
        } else if (value instanceof LocalDateTime timestamp) {
            out.writeByte('l');
            writeInstant(out, timestamp.toInstant(ZoneOffset.UTC));
        } else if (value instanceof Instant instant) {
            out.writeByte('i');
            writeInstant(out, instant);
        } else {
            throw new IllegalArgumentException("no value of the type table: " + value.getClass());
        }
    }

    private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static @Nullable Object read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case '0' -> null;
            case 'S' -> new String(readBytes(in), StandardCharsets.UTF_8);
            case 'I' -> in.readInt();
            case 'L' -> in.readLong();
            case 'F' -> in.readFloat();
            case 'D' -> in.readDouble();
            case 'y' -> true;
            case 'n' -> false;
            case 'N' -> decimal(in.readInt(), readBytes(in));
            case 'B' -> readBytes(in);
            case 'd' -> LocalDate.ofEpochDay(in.readLong());
            case 't' -> LocalTime.ofNanoOfDay(in.readLong());
            case 'l' -> LocalDateTime.ofInstant(readInstant(in), ZoneOffset.UTC);
            case 'i' -> readInstant(in);
            default -> throw new IOException("no kind of value: " + kind);
        };
    }

    private static BigDecimal decimal(int scale, byte[] unscaled) {
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException("a length that nothing has");
        }
        return in.readNBytes(length);
    }
}

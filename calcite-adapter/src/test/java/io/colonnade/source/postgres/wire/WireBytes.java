package io.colonnade.source.postgres.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Values in PostgreSQL's binary format, written by the book. */
final class WireBytes {
    private static final BigInteger GROUP = BigInteger.valueOf(10_000);

    private WireBytes() {}

    static byte[] int2(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] int8(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    static byte[] float4(float value) {
        return int4(Float.floatToRawIntBits(value));
    }

    static byte[] float8(double value) {
        return int8(Double.doubleToRawLongBits(value));
    }

    static byte[] interval(int months, int days, long microseconds) {
        return ByteBuffer.allocate(16)
                .putLong(microseconds)
                .putInt(days)
                .putInt(months)
                .array();
    }

    /** Bytes as hexadecimal digits, two each; blanks are left out. */
    static byte[] hex(String digits) {
        String plain = digits.replace(" ", "");
        byte[] bytes = new byte[plain.length() / 2];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) Integer.parseInt(plain.substring(2 * index, 2 * index + 2), 16);
        }
        return bytes;
    }

    static byte[] numeric(int weight, int sign, int scale, int... groups) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * groups.length);
        bytes.putShort((short) groups.length)
                .putShort((short) weight)
                .putShort((short) sign)
                .putShort((short) scale);
        for (int group : groups) {
            bytes.putShort((short) group);
        }
        return bytes.array();
    }

    /** As PostgreSQL sends it: without groups of zeros at either end. */
    static byte[] numeric(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int padding = (4 - plain.scale() % 4) % 4;
        List<Integer> groups = groups(plain.unscaledValue().abs().multiply(BigInteger.TEN.pow(padding)));
        int weight = groups.size() - 1 - (plain.scale() + padding) / 4;
        while (!groups.isEmpty() && groups.get(groups.size() - 1) == 0) {
            groups.remove(groups.size() - 1);
        }
        return numeric(
                groups.isEmpty() ? 0 : weight,
                plain.signum() < 0 ? 0x4000 : 0,
                plain.scale(),
                groups.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> groups(BigInteger unscaled) {
        List<Integer> groups = new ArrayList<>();
        for (BigInteger rest = unscaled; rest.signum() > 0; rest = rest.divide(GROUP)) {
            groups.add(0, rest.mod(GROUP).intValue());
        }
        return groups;
    }
}

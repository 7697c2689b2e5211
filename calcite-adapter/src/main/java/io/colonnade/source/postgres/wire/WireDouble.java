package io.colonnade.source.postgres.wire;

/** How a number arrives that becomes a floating-point number. For one thread. */
@FunctionalInterface
interface WireDouble {
    /** Reads one; NaN and infinity are values of these types. */
    double read(long address, int length);

    /** Reads a single-precision number: the same number, not the one that its shortest text names. */
    static double float4(long address, int length) {
        return Float.intBitsToFloat(BigEndian.int4(address, length));
    }

    /** Reads a double-precision number. */
    static double float8(long address, int length) {
        return Double.longBitsToDouble(BigEndian.int8(address, length));
    }
}

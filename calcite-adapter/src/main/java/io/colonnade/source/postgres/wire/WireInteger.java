package io.colonnade.source.postgres.wire;

/** How a number arrives that becomes an integer. For one thread. */
@FunctionalInterface
interface WireInteger {
    /**
     * Reads one.
     *
     * @throws io.colonnade.error.ColonnadeException if it is no integer of eight bytes and may not be rounded to one
     */
    long read(long address, int length);

    /** Reads PostgreSQL's oid, an integer of four bytes without a sign. */
    static long oid(long address, int length) {
        return Integer.toUnsignedLong(BigEndian.int4(address, length));
    }
}

package io.colonnade.source.postgres.wire;

/** PostgreSQL counts from the beginning of the year 2000, Arrow from that of 1970: what lies between. */
final class PostgresEpoch {
    static final int DAYS = 10_957;
    static final long MICROSECONDS_PER_DAY = 86_400_000_000L;
    static final long MICROSECONDS = DAYS * MICROSECONDS_PER_DAY;

    private PostgresEpoch() {}
}

package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.Parameter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/**
 * A value on its way to the server, with the very type that the plan names, NULL too, so that the server never guesses. Formats
 * as PostgreSQL's {@code *_recv} functions read them.
 *
 * @param type the type's identifier in {@code pg_type}
 * @param binary whether the value is in the type's binary format, and not in that of its text
 * @param value null is NULL
 */
record WireParameter(int type, boolean binary, byte @Nullable [] value) {
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final LocalDateTime EPOCH_TIME = EPOCH.atStartOfDay();

    static WireParameter of(Parameter parameter) {
        Object value = parameter.value();
        int type = type(parameter);
        return value == null ? new WireParameter(type, false, null) : of(parameter, type, value);
    }

    private static WireParameter of(Parameter parameter, int type, Object value) {
        return switch (parameter.type().name()) {
            case STRING, LARGE_STRING, JSON, UUID -> text(type, (String) value);
            case DECIMAL -> text(type, ((BigDecimal) value).toString());
            case BOOL -> binary(type, new byte[] {(byte) ((Boolean) value ? 1 : 0)});
            case INT32 -> binary(type, four((Integer) value));
            case INT64 -> binary(type, eight((Long) value));
            case FLOAT32 -> binary(type, four(Float.floatToIntBits((Float) value)));
            case FLOAT64 -> binary(type, eight(Double.doubleToLongBits((Double) value)));
            case DATE -> binary(type, four(Math.toIntExact(ChronoUnit.DAYS.between(EPOCH, (LocalDate) value))));
            case TIME -> binary(type, eight(((LocalTime) value).toNanoOfDay() / 1_000));
            case TIMESTAMP -> binary(type, eight(microseconds((LocalDateTime) value)));
            case TIMESTAMP_UTC ->
                binary(type, eight(microseconds(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC))));
            case BINARY -> binary(type, (byte[]) value);
        };
    }

    private static long microseconds(LocalDateTime time) {
        return ChronoUnit.MICROS.between(EPOCH_TIME, time);
    }

    private static WireParameter text(int type, String value) {
        return new WireParameter(type, false, value.getBytes(StandardCharsets.UTF_8));
    }

    private static WireParameter binary(int type, byte[] value) {
        return new WireParameter(type, true, value);
    }

    private static byte[] four(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] eight(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static int type(Parameter parameter) {
        return switch (parameter.type().name()) {
            case STRING, LARGE_STRING -> Oid.TEXT;
            case JSON -> Oid.JSONB;
            case UUID -> Oid.UUID;
            case DECIMAL -> Oid.NUMERIC;
            case BOOL -> Oid.BOOL;
            case INT32 -> Oid.INT4;
            case INT64 -> Oid.INT8;
            case FLOAT32 -> Oid.FLOAT4;
            case FLOAT64 -> Oid.FLOAT8;
            case DATE -> Oid.DATE;
            case TIME -> Oid.TIME;
            case TIMESTAMP -> Oid.TIMESTAMP;
            case TIMESTAMP_UTC -> Oid.TIMESTAMPTZ;
            case BINARY -> Oid.BYTEA;
        };
    }
}

package io.colonnade.jdbc.ipc;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Objects;

/** Timestamps with a zone: instants, shown at the offset that the column's zone has at that instant. */
final class ZonedTimestampReader extends TemporalReader {
    private final ZoneId zone;

    ZonedTimestampReader(ArrowField field) {
        super(field);
        this.zone = zoneOf(Objects.requireNonNull(field.detail().zone()));
    }

    private static ZoneId zoneOf(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
        } catch (DateTimeException e) {
            // A zone that only the server knows changes how the instant looks, never which instant it is.
            return ZoneOffset.UTC;
        }
    }

    @Override
    public Instant instantValue(int row) throws SQLException {
        try {
            return instant(row);
        } catch (DateTimeException e) {
            throw outOfRange("a date or time");
        }
    }

    private Instant instant(int row) {
        long ticks = ticks(row);
        return Instant.ofEpochSecond(seconds(ticks), nanos(ticks));
    }

    @Override
    Temporal read(int row) {
        return OffsetDateTime.ofInstant(instant(row), zone);
    }
}

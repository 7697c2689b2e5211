package io.colonnade.server.flight;

import io.colonnade.type.TypeName;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.Searchable;
import org.apache.arrow.flight.sql.impl.FlightSql.XdbcDataType;
import org.apache.arrow.flight.sql.impl.FlightSql.XdbcDatetimeSubcode;
import org.jspecify.annotations.Nullable;

/** The rows of GetXdbcTypeInfo: the type table in the terms of ODBC and JDBC. */
final class TypeListing {
    private static final int LONGEST = Integer.MAX_VALUE;
    private static final int DECIMAL_DIGITS = 76;
    private static final int MICROSECOND_DIGITS = 6;

    private TypeListing() {}

    static List<@Nullable Object[]> rows(CommandGetXdbcTypeInfo command) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TypeName type : sorted()) {
            if (!command.hasDataType() || command.getDataType() == dataType(type)) {
                rows.add(row(type));
            }
        }
        return rows;
    }

    private static List<TypeName> sorted() {
        return List.of(TypeName.values()).stream()
                .sorted(Comparator.comparing(TypeListing::dataType))
                .toList();
    }

    private static @Nullable Object[] row(TypeName type) {
        boolean number = isNumber(type);
        Integer subcode = subcode(type);
        return new @Nullable Object[] {
            type.postgres(),
            dataType(type),
            precision(type).orElse(LONGEST),
            number || type == TypeName.BOOL ? null : "'",
            number || type == TypeName.BOOL ? null : "'",
            type == TypeName.DECIMAL ? List.of("precision", "scale") : null,
            FlightSql.Nullable.NULLABILITY_NULLABLE_VALUE,
            isText(type),
            isText(type) ? Searchable.SEARCHABLE_FULL_VALUE : Searchable.SEARCHABLE_BASIC_VALUE,
            number ? false : null,
            false,
            number ? false : null,
            type.contractName(),
            minimumScale(type),
            maximumScale(type),
            subcode == null ? dataType(type) : XdbcDataType.XDBC_DATETIME_VALUE,
            subcode,
            number ? 10 : null,
            null
        };
    }

    /** JDBC's codes, except for the two that ODBC does not have. */
    static int dataType(TypeName type) {
        return switch (type.jdbc()) {
            case Types.BOOLEAN -> XdbcDataType.XDBC_BIT_VALUE;
            case Types.TIMESTAMP_WITH_TIMEZONE -> XdbcDataType.XDBC_TIMESTAMP_VALUE;
            default -> type.jdbc();
        };
    }

    static boolean isText(TypeName type) {
        return switch (type) {
            case STRING, LARGE_STRING, JSON, UUID -> true;
            default -> false;
        };
    }

    private static boolean isNumber(TypeName type) {
        return switch (type) {
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
            default -> false;
        };
    }

    /** Returns the decimal digits or the characters of a type, where it has a bound. */
    static OptionalInt precision(TypeName type) {
        return switch (type) {
            case INT32 -> OptionalInt.of(10);
            case INT64 -> OptionalInt.of(19);
            case FLOAT32 -> OptionalInt.of(7);
            case FLOAT64 -> OptionalInt.of(15);
            case DECIMAL -> OptionalInt.of(DECIMAL_DIGITS);
            case BOOL -> OptionalInt.of(1);
            case DATE -> OptionalInt.of("2000-01-01".length());
            case TIME -> OptionalInt.of("00:00:00.000000".length());
            case TIMESTAMP -> OptionalInt.of("2000-01-01 00:00:00.000000".length());
            case TIMESTAMP_UTC -> OptionalInt.of("2000-01-01 00:00:00.000000+00:00".length());
            case UUID -> OptionalInt.of("00000000-0000-0000-0000-000000000000".length());
            case STRING, LARGE_STRING, JSON, BINARY -> OptionalInt.empty();
        };
    }

    /** Returns the digits after the point, where a type has a fixed number of them. */
    static OptionalInt scale(TypeName type) {
        return switch (type) {
            case INT32, INT64 -> OptionalInt.of(0);
            case TIME, TIMESTAMP, TIMESTAMP_UTC -> OptionalInt.of(MICROSECOND_DIGITS);
            default -> OptionalInt.empty();
        };
    }

    private static @Nullable Integer minimumScale(TypeName type) {
        return type == TypeName.DECIMAL ? Integer.valueOf(0) : boxed(scale(type));
    }

    private static @Nullable Integer maximumScale(TypeName type) {
        return type == TypeName.DECIMAL ? Integer.valueOf(DECIMAL_DIGITS) : boxed(scale(type));
    }

    private static @Nullable Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static @Nullable Integer subcode(TypeName type) {
        return switch (type) {
            case DATE -> XdbcDatetimeSubcode.XDBC_SUBCODE_DATE_VALUE;
            case TIME -> XdbcDatetimeSubcode.XDBC_SUBCODE_TIME_VALUE;
            case TIMESTAMP -> XdbcDatetimeSubcode.XDBC_SUBCODE_TIMESTAMP_VALUE;
            case TIMESTAMP_UTC -> XdbcDatetimeSubcode.XDBC_SUBCODE_TIMESTAMP_WITH_TIMEZONE_VALUE;
            default -> null;
        };
    }
}

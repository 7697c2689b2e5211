package io.colonnade.server.graphql.schema;

import graphql.schema.GraphQLScalarType;
import io.colonnade.type.PostgresLiterals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scalars that GraphQL itself has not. What goes in becomes what the query road binds without loss. */
final class ScalarTypes {
    static final GraphQLScalarType INT64 = scalar(
            "Int64",
            "A whole number of 64 bits. It is answered as a string, since many clients' numbers hold 53 bits only, and taken as a number or a string.",
            null,
            value -> integer(value).longValueExact());

    static final GraphQLScalarType DECIMAL = scalar(
            "Decimal",
            "An exact decimal number. It is answered as a string and taken as a number or a string.",
            null,
            ScalarTypes::decimal);

    static final GraphQLScalarType DATE = text(
            "Date",
            "A day of the calendar: 2026-01-31",
            "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
            LocalDate::parse);

    static final GraphQLScalarType TIME = text(
            "Time",
            "A time of the day without a zone, to the microsecond: 23:59:59.999999",
            "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
            LocalTime::parse);

    static final GraphQLScalarType TIMESTAMP = text(
            "Timestamp",
            "A moment, to the microsecond: 2026-01-31T23:59:59.999999Z. One that is given without a zone is in UTC.",
            "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
            ScalarTypes::checkTimestamp);

    static final GraphQLScalarType UUID = text(
            "UUID",
            "A universally unique identifier: 123e4567-e89b-12d3-a456-426614174000",
            "https://www.rfc-editor.org/rfc/rfc9562",
            ScalarTypes::checkUuid);

    static final GraphQLScalarType JSON = text(
            "JSON",
            "A document: an object, a list, a string, a number, true, false or null. It is answered as the value that it is. What a mask puts in its place may be a string.",
            "https://www.rfc-editor.org/rfc/rfc8259",
            text -> text);

    static final GraphQLScalarType BYTES = scalar(
            "Bytes",
            "Bytes, in base64",
            "https://www.rfc-editor.org/rfc/rfc4648#section-4",
            value -> Base64.getDecoder().decode(string(value)));

    static final List<GraphQLScalarType> ALL = List.of(INT64, DECIMAL, DATE, TIME, TIMESTAMP, UUID, JSON, BYTES);

    private static final int MOST_DIGITS = 1_000;

    /** Of a number as text, before it is read: that takes a time that grows with the square of its digits. */
    private static final int MOST_CHARACTERS = 2 * MOST_DIGITS;

    private ScalarTypes() {}

    /** Fails if a text is no value. */
    private interface Check {
        Object of(String text);
    }

    private static GraphQLScalarType text(String name, String description, String specification, Check check) {
        return scalar(name, description, specification, value -> {
            String text = string(value);
            check.of(text);
            return text;
        });
    }

    private static GraphQLScalarType scalar(
            String name, String description, @Nullable String specification, InputCoercing.Reading reading) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .specifiedByUrl(specification)
                .coercing(new InputCoercing(name, reading))
                .build();
    }

    private static String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no string");
    }

    private static BigInteger integer(Object value) {
        return decimal(value).toBigIntegerExact();
    }

    /** A short text such as 1e999999999 stands for more digits than memory holds. */
    private static BigDecimal decimal(Object value) {
        if (!(value instanceof String || value instanceof Number)) {
            throw new IllegalArgumentException("no number");
        }
        if (value instanceof String text && text.length() > MOST_CHARACTERS) {
            throw new ArithmeticException("out of range");
        }
        BigDecimal number =
                value instanceof BigInteger whole ? new BigDecimal(whole) : new BigDecimal(value.toString());
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static Object checkUuid(String text) {
        if (!PostgresLiterals.isUuid(text)) {
            throw new IllegalArgumentException("no UUID");
        }
        return text;
    }

    private static Object checkTimestamp(String text) {
        String moment = text.replace(' ', 'T');
        return moment.matches(".*([Zz]|[+-]\\d\\d:?\\d\\d)$")
                ? OffsetDateTime.parse(moment)
                : LocalDateTime.parse(moment);
    }
}

package io.colonnade.server.graphql.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Map;

/**
 * Reads values that clients send, as literals or in variables. It writes none: rows become JSON without GraphQL's library.
 * Stateless.
 */
final class InputCoercing implements Coercing<Object, Object> {
    private final String scalar;
    private final Reading reading;

    /** From a string or number to the value that is bound. */
    interface Reading {
        /** Fails with one of the exceptions that the JDK's own readers fail with. */
        Object read(Object value);
    }

    InputCoercing(String scalar, Reading reading) {
        this.scalar = scalar;
        this.reading = reading;
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
        try {
            return reading.read(input);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new CoercingParseValueException("Invalid value: it is no " + scalar, e);
        }
    }

    @Override
    public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        try {
            return reading.read(literal(input));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new CoercingParseLiteralException("Invalid value: it is no " + scalar, e);
        }
    }

    private static Object literal(Value<?> input) {
        if (input instanceof StringValue text) {
            return String.valueOf(text.getValue());
        }
        if (input instanceof IntValue number) {
            return number.getValue();
        }
        if (input instanceof FloatValue number) {
            return number.getValue();
        }
        throw new IllegalArgumentException("neither string nor number");
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        if (input instanceof Number number) {
            return FloatValue.newFloatValue(new BigDecimal(number.toString())).build();
        }
        if (input instanceof Boolean truth) {
            return BooleanValue.of(truth);
        }
        return StringValue.of(input instanceof Map ? "" : input.toString());
    }

    @Override
    public Object serialize(Object result, GraphQLContext context, Locale locale) {
        throw new CoercingSerializeException("Rows are not written here");
    }
}

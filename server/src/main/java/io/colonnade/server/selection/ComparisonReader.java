package io.colonnade.server.selection;

import io.colonnade.contract.Column;
import io.colonnade.query.TypedValues;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Condition.Match;
import io.colonnade.query.request.Selection.Value;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operators of one value, such as {@code {gte: 10, lt: 20}}: all of them hold. Used by filters, and for aggregates by whoever
 * filters groups. Each value is brought to the type of what it is compared with, or refused. Not thread-safe.
 */
public final class ComparisonReader {
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "eq", Comparison.EQUAL,
            "neq", Comparison.NOT_EQUAL,
            "lt", Comparison.LESS,
            "lte", Comparison.LESS_OR_EQUAL,
            "gt", Comparison.GREATER,
            "gte", Comparison.GREATER_OR_EQUAL);
    private static final Map<String, Match> MATCHES = Map.of(
            "like", Match.LIKE,
            "ilike", Match.ILIKE,
            "contains", Match.CONTAINS,
            "startsWith", Match.STARTS_WITH);
    private static final String IN = "in";
    private static final String IS_NULL = "isNull";

    private final SelectionValues values;
    private final FilterLimits.Count count;

    /** Creates a reader whose values count against the standard limits. */
    public ComparisonReader(SelectionValues values) {
        this(values, FilterLimits.STANDARD.count());
    }

    ComparisonReader(SelectionValues values, FilterLimits.Count count) {
        this.values = values;
        this.count = count;
    }

    /** Returns the operators that a type has; a door that has a schema of its own offers these and no others. */
    public static List<String> operators(ColumnType type) {
        return switch (type.name()) {
            case JSON -> List.of(IS_NULL);
            case BOOL, UUID -> List.of("eq", "neq", IN, IS_NULL);
            case STRING, LARGE_STRING ->
                List.of("eq", "neq", IN, "lt", "lte", "gt", "gte", IS_NULL, "like", "ilike", "contains", "startsWith");
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMP_UTC, BINARY ->
                List.of("eq", "neq", IN, "lt", "lte", "gt", "gte", IS_NULL);
        };
    }

    /**
     * Reads the operators of a column.
     *
     * @param masked whether the caller sees other values than those of the enumeration, if it is one
     * @param path where they stand, for errors
     */
    Condition read(Value value, Column column, boolean masked, @Nullable Object operators, String path) {
        return read(value, new Domain(column.type(), masked ? List.of() : column.values()), operators, path);
    }

    /**
     * Counts a filter that lies in others, for those who read filters of a kind of their own.
     *
     * @param depth how many filters it is in, itself included
     * @param path where it stands, for errors
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT if there are too many
     */
    public void nested(int depth, String path) {
        count.depth(depth, path);
        count.condition(path);
    }

    /**
     * Reads the operators of a value of a type, such as an aggregate.
     *
     * @param path where they stand, for errors
     */
    public Condition read(Value value, ColumnType type, @Nullable Object operators, String path) {
        return read(value, new Domain(type, List.of()), operators, path);
    }

    /** The values that there can be: those of a type, or of an enumeration if that is not empty. */
    private record Domain(ColumnType type, List<String> enumeration) {}

    private Condition read(Value value, Domain domain, @Nullable Object operators, String path) {
        if (!(operators instanceof Map<?, ?> map)) {
            throw SelectionErrors.invalid(path, "it takes an object of operators, such as {\"eq\": …}");
        }
        List<String> known = operators(domain.type());
        List<Condition> conditions = new ArrayList<>();
        map.forEach((key, operand) -> {
            String operator = String.valueOf(key);
            if (!known.contains(operator)) {
                throw SelectionErrors.unknown(path, "operator of " + domain.type() + " called", operator, known);
            }
            count.condition(path);
            conditions.add(one(value, domain, operator, operand, path + "." + operator));
        });
        return conditions.size() == 1 ? conditions.get(0) : new Condition.And(conditions);
    }

    private Condition one(Value value, Domain domain, String operator, @Nullable Object operand, String path) {
        if (operator.equals(IS_NULL)) {
            return isNull(value, operand, path);
        }
        if (operator.equals(IN)) {
            return in(value, domain, operand, path);
        }
        int parameter = values.add(typed(operand, domain, path));
        @Nullable Comparison comparison = COMPARISONS.get(operator);
        return comparison == null
                ? new Condition.Matches(value, Objects.requireNonNull(MATCHES.get(operator)), parameter)
                : new Condition.Compare(value, comparison, parameter);
    }

    private static Condition isNull(Value value, @Nullable Object operand, String path) {
        if (!(operand instanceof Boolean wanted)) {
            throw SelectionErrors.invalid(path, "it takes true or false");
        }
        Condition isNull = new Condition.IsNull(value);
        return wanted ? isNull : new Condition.Not(isNull);
    }

    private Condition in(Value value, Domain domain, @Nullable Object operand, String path) {
        if (!(operand instanceof List<?> list)) {
            throw SelectionErrors.invalid(path, "it takes a list");
        }
        count.listed(list.size(), path);
        List<Integer> parameters = new ArrayList<>(list.size());
        for (Object element : list) {
            parameters.add(values.add(typed(element, domain, path)));
        }
        return new Condition.In(value, parameters);
    }

    private static Object typed(@Nullable Object operand, Domain domain, String path) {
        if (operand == null) {
            throw SelectionErrors.invalid(path, "NULL compares with nothing; use {\"" + IS_NULL + "\": true}");
        }
        if (!domain.enumeration().isEmpty() && !domain.enumeration().contains(operand)) {
            throw SelectionErrors.invalid(
                    path, "it is none of the column's values, which are " + String.join(", ", domain.enumeration()));
        }
        return TypedValues.typed(written(operand, domain.type(), path), domain.type(), path);
    }

    /** A value as JSON has it, or as a door has read it, if it is one that the type is written as. */
    private static Object written(Object operand, ColumnType type, String path) {
        boolean fits = switch (type.name()) {
            case BOOL -> operand instanceof Boolean;
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> operand instanceof Number || operand instanceof String;
            case STRING, LARGE_STRING, JSON, UUID -> operand instanceof String;
            case DATE, TIME, TIMESTAMP, TIMESTAMP_UTC -> operand instanceof String || operand instanceof Temporal;
            case BINARY -> operand instanceof String || operand instanceof byte[];
        };
        if (!fits) {
            throw SelectionErrors.invalid(path, "it is no " + type);
        }
        return type.name() == TypeName.BINARY && operand instanceof String base64 ? bytes(base64, path) : operand;
    }

    private static byte[] bytes(String base64, String path) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw SelectionErrors.invalid(path, "it is no base64");
        }
    }
}

package io.colonnade.server.graphql.compile;

import graphql.normalized.ExecutableNormalizedField;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.server.graphql.schema.Arguments;
import io.colonnade.server.selection.OrderTerm;
import io.colonnade.server.selection.PageRequest;
import io.colonnade.server.selection.SelectableBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a field, as GraphQL's library has checked and coerced them. */
record FieldArguments(Map<String, @Nullable Object> values) {
    static FieldArguments of(ExecutableNormalizedField field) {
        return new FieldArguments(field.getResolvedArguments());
    }

    /** Returns an argument; null if it is not given, or given as null. */
    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    private @Nullable Long number(String name) {
        return values.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    private @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    PageRequest page() {
        return new PageRequest(
                number(Arguments.FIRST),
                text(Arguments.AFTER),
                number(Arguments.LAST),
                text(Arguments.BEFORE),
                number(Arguments.LIMIT),
                number(Arguments.OFFSET));
    }

    /** Returns the range of groups that are asked for. */
    Page rows() {
        PageRequest request = page();
        return new Page(request.limit(), request.offset() == null ? 0 : request.offset(), null, null, false);
    }

    /** Returns the members of the objects in a list, each of which has one, such as the terms of an order. */
    List<Map.Entry<String, String>> terms(String name) {
        List<Map.Entry<String, String>> terms = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object item : list) {
                ((Map<?, ?>) item).forEach((key, value) -> terms.add(Map.entry((String) key, String.valueOf(value))));
            }
        }
        return terms;
    }

    List<OrderTerm> order(SelectableBatch batch) {
        return terms(Arguments.ORDER_BY).stream()
                .map(term -> {
                    Direction direction = Direction.valueOf(term.getValue());
                    return new OrderTerm(
                            batch.column(term.getKey(), Arguments.ORDER_BY),
                            direction.descending(),
                            direction.nullsFirst());
                })
                .toList();
    }
}

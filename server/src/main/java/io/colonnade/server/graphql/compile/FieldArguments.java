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

    /** Returns the names of the columns of which a batch is to have one value only. */
    List<String> batchBy() {
        return values.get(Arguments.BATCH_BY) instanceof List<?> list
                ? list.stream().map(String::valueOf).distinct().toList()
                : List.of();
    }

    /** Returns the terms of the order, of which those that batches are made by come first. */
    List<Map.Entry<String, String>> orderedTerms() {
        List<Map.Entry<String, String>> asked = terms(Arguments.ORDER_BY);
        List<Map.Entry<String, String>> terms = new ArrayList<>();
        for (String name : batchBy()) {
            terms.add(asked.stream()
                    .filter(term -> term.getKey().equals(name))
                    .findFirst()
                    .orElse(Map.entry(name, Direction.ASC.name())));
        }
        terms.addAll(asked);
        return terms;
    }

    List<OrderTerm> order(SelectableBatch batch) {
        return orderedTerms().stream()
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

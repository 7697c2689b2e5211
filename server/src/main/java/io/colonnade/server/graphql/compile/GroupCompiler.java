package io.colonnade.server.graphql.compile;

import graphql.normalized.ExecutableNormalizedField;
import io.colonnade.contract.Column;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.Bucket;
import io.colonnade.query.request.Selection.BucketValue;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Value;
import io.colonnade.server.graphql.compile.LevelDraft.LevelPlace;
import io.colonnade.server.graphql.execute.Content;
import io.colonnade.server.graphql.execute.Content.Member;
import io.colonnade.server.graphql.schema.Arguments;
import io.colonnade.server.graphql.schema.BatchNames;
import io.colonnade.server.graphql.schema.FieldMeaning;
import io.colonnade.server.graphql.schema.ViewSchema;
import io.colonnade.server.selection.SelectionValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the level of a field that answers groups with their aggregates. For one operation. */
final class GroupCompiler {
    /** What a group has in common if it is to be the values as they are. */
    private static final String WHOLE = "VALUE";

    private final ViewSchema schema;
    private final RangeReader ranges;

    GroupCompiler(ViewSchema schema, RangeReader ranges) {
        this.schema = schema;
        this.ranges = ranges;
    }

    Content groups(ExecutableNormalizedField field, BatchNames batch, String path, OperationCompiler operation) {
        FieldArguments arguments = FieldArguments.of(field);
        Map<String, Value> common = common(batch, arguments.get(Arguments.GROUP_BY));
        LevelDraft groups =
                operation.draft(path, new LevelPlace(batch, null, List.of(), false), range(batch, arguments, common));
        List<Member> members = new ArrayList<>();
        for (ExecutableNormalizedField child : field.getChildren()) {
            members.add(new Member(child.getResultKey(), content(child, groups, common)));
        }
        common.forEach(groups::key);
        arguments.batchBy().forEach(name -> groups.batchBy(Objects.requireNonNull(common.get(name))));
        return new Content.Rows(groups.number(), members);
    }

    private Content content(ExecutableNormalizedField field, LevelDraft groups, Map<String, Value> common) {
        if (OperationCompiler.isTypeName(field)) {
            return new Content.Constant(field.getSingleObjectTypeName());
        }
        FieldMeaning meaning = schema.meaning(field.getSingleObjectTypeName(), field.getFieldName())
                .orElseThrow();
        @Nullable
        Value value =
                meaning instanceof FieldMeaning.Computed computed ? computed.value() : common.get(field.getFieldName());
        return value == null ? new Content.Nothing() : new Content.Value(groups.shown(field.getResultKey(), value));
    }

    private static Map<String, Value> common(BatchNames batch, @Nullable Object groupBy) {
        Map<String, Value> common = new LinkedHashMap<>();
        if (groupBy instanceof Map<?, ?> asked) {
            batch.columns().forEach((name, column) -> {
                @Nullable Object how = asked.get(name);
                if (how != null && !how.equals(false)) {
                    common.put(name, value(column, how));
                }
            });
        }
        return common;
    }

    private static Value value(Column column, Object how) {
        return how.equals(true) || how.equals(WHOLE)
                ? new ColumnValue(column.name())
                : new BucketValue(column.name(), Bucket.valueOf(how.toString()));
    }

    private RowRange range(BatchNames batch, FieldArguments arguments, Map<String, Value> common) {
        SelectionValues values = new SelectionValues();
        @Nullable Condition where = RangeReader.where(arguments, batch.selectable(), values);
        @Nullable Object having = arguments.get(Arguments.HAVING);
        @Nullable
        Condition kept = having == null ? null : new HavingReader(batch, values).read(having, Arguments.HAVING);
        Page page = arguments.rows();
        return new RowRange(values, where, true, kept, order(batch, arguments, common), page, page);
    }

    /** What is asked for, and then what groups have in common, so that no two tie. */
    private static List<Order> order(BatchNames batch, FieldArguments arguments, Map<String, Value> common) {
        List<Order> order = new ArrayList<>();
        for (Map.Entry<String, String> term : arguments.orderedTerms()) {
            Direction direction = Direction.valueOf(term.getValue());
            add(
                    order,
                    new Order(ordered(batch, term.getKey(), common), direction.descending(), direction.nullsFirst()));
        }
        common.values().forEach(value -> add(order, new Order(value, false, false)));
        return order;
    }

    /** What has been ordered by decides nothing again. */
    private static void add(List<Order> order, Order term) {
        if (order.stream().noneMatch(known -> known.value().equals(term.value()))) {
            order.add(term);
        }
    }

    private static Value ordered(BatchNames batch, String name, Map<String, Value> common) {
        @Nullable AggregateValue aggregate = batch.aggregates().get(name);
        @Nullable Value value = aggregate == null ? common.get(name) : aggregate;
        if (value == null) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid orderBy: groups do not have '" + name + "' in common; add it to groupBy");
        }
        return value;
    }
}

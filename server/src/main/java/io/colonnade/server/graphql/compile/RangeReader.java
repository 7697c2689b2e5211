package io.colonnade.server.graphql.compile;

import graphql.normalized.ExecutableNormalizedField;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.graphql.schema.Arguments;
import io.colonnade.server.graphql.schema.BatchNames;
import io.colonnade.server.selection.CursorScope;
import io.colonnade.server.selection.Cursors;
import io.colonnade.server.selection.FilterReader;
import io.colonnade.server.selection.PageRequest;
import io.colonnade.server.selection.SelectableBatch;
import io.colonnade.server.selection.SelectionValues;
import io.colonnade.server.selection.TotalOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From a field's arguments to the rows that it is about. For one operation. */
final class RangeReader {
    private final @Nullable Principal principal;
    private final Cursors cursors;

    RangeReader(@Nullable Principal principal, Cursors cursors) {
        this.principal = principal;
        this.cursors = cursors;
    }

    /**
     * The rows of a list or a connection.
     *
     * @param request the page that is asked for
     * @param scope to which cursors belong
     */
    record Ranged(RowRange range, PageRequest request, CursorScope scope) {}

    Cursors cursors() {
        return cursors;
    }

    /** Returns values that go on behind those of the level above. */
    static SelectionValues values(@Nullable LevelDraft above) {
        return above == null ? new SelectionValues() : above.range().values().copy();
    }

    Ranged rows(BatchNames names, ExecutableNormalizedField field, @Nullable LevelDraft above) {
        FieldArguments arguments = FieldArguments.of(field);
        SelectableBatch batch = names.selectable();
        SelectionValues values = values(above);
        @Nullable Condition where = where(arguments, batch, values);
        TotalOrder order = TotalOrder.of(batch, arguments.order(batch));
        PageRequest request = arguments.page();
        CursorScope scope = CursorScope.of(principal, order, where, values);
        Page page = request.page(scope, cursors, 0, values);
        return new Ranged(RowRange.of(values, where, order.order()).paged(page, false), request, scope);
    }

    /** Returns all rows, in the order of the contract. */
    RowRange all(BatchNames names, LevelDraft above) {
        TotalOrder order = TotalOrder.of(names.selectable(), List.of());
        return RowRange.of(values(above), null, order.order());
    }

    /** Returns the number of the rows that a connection has pages of. */
    RowRange count(BatchNames names, ExecutableNormalizedField field, @Nullable LevelDraft above) {
        SelectionValues values = values(above);
        return RowRange.count(values, where(FieldArguments.of(field), names.selectable(), values));
    }

    @Nullable
    static Condition where(FieldArguments arguments, SelectableBatch batch, SelectionValues values) {
        @Nullable Object filter = arguments.get(Arguments.WHERE);
        return filter == null ? null : new FilterReader(values).read(filter, batch, Arguments.WHERE);
    }

    /** Returns the one row whose key the arguments are. */
    static RowRange byKey(BatchNames names, ExecutableNormalizedField field) {
        Map<String, Object> arguments = field.getResolvedArguments();
        SelectionValues values = new SelectionValues();
        List<Condition> conditions = new ArrayList<>();
        names.columns().forEach((name, column) -> {
            if (names.visible().batch().key().contains(column.name())) {
                int parameter = values.add(Objects.requireNonNull(arguments.get(name)));
                conditions.add(new Condition.Compare(new ColumnValue(column.name()), Comparison.EQUAL, parameter));
            }
        });
        List<Order> order = names.visible().batch().key().stream()
                .map(key -> new Order(new ColumnValue(key), false, false))
                .toList();
        return RowRange.of(values, new Condition.And(conditions), order);
    }
}

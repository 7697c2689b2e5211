package io.colonnade.server.selection;

import io.colonnade.contract.Column;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Item;
import io.colonnade.security.identity.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bulk read of a batch: the selection that answers it, and what its page needs besides the columns that are asked for. Made for each
 * request. Immutable.
 */
public final class BulkRead {
    private final Selection selection;
    private final SelectionValues values;
    private final CursorScope scope;
    private final PageRequest page;
    private final int shown;

    private BulkRead(Selection selection, SelectionValues values, CursorScope scope, PageRequest page, int shown) {
        this.selection = selection;
        this.values = values;
        this.scope = scope;
        this.page = page;
        this.shown = shown;
    }

    /**
     * What a caller asks for.
     *
     * @param columns the columns, by the door's names; empty is all of them
     * @param where a filter as {@link FilterReader} takes it; null is none
     * @param order empty is the contract's, and none at all where no page needs one
     */
    public record Wanted(List<String> columns, @Nullable Object where, List<OrderTerm> order, PageRequest page) {
        public Wanted {
            columns = List.copyOf(columns);
            order = List.copyOf(order);
        }
    }

    /**
     * Makes the selection of a bulk read.
     *
     * @param principal the caller; null is an anonymous one
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for whatever is wrong with it
     */
    public static BulkRead of(SelectableBatch batch, Wanted wanted, @Nullable Principal principal, Cursors cursors) {
        SelectionValues values = new SelectionValues();
        @Nullable
        Condition where = wanted.where() == null ? null : new FilterReader(values).read(wanted.where(), batch, "where");
        TotalOrder order = TotalOrder.of(batch, wanted.order());
        CursorScope scope = CursorScope.of(principal, order, where, values);
        Selection.Page page = wanted.page().page(scope, cursors, 1, values);
        boolean ordered = !wanted.order().isEmpty() || !page.equals(Selection.Page.ALL);
        List<Item> items = new ArrayList<>(items(batch, wanted.columns()));
        int shown = items.size();
        if (wanted.page().isPage()) {
            addOrder(items, order);
        }
        Selection selection = new Selection(
                batch.projection().projection().name(),
                batch.batch().batch().name(),
                null,
                items,
                false,
                where,
                null,
                ordered ? order.order() : List.of(),
                page);
        return new BulkRead(selection, values, scope, wanted.page(), shown);
    }

    /** Returns the selection of all columns and rows of a batch, in no order. */
    public static Selection whole(SelectableBatch batch) {
        return new Selection(
                batch.projection().projection().name(),
                batch.batch().batch().name(),
                null,
                items(batch, List.of()),
                false,
                null,
                null,
                List.of(),
                Selection.Page.ALL);
    }

    private static List<Item> items(SelectableBatch batch, List<String> names) {
        if (names.isEmpty()) {
            return batch.columns().entrySet().stream()
                    .map(entry -> new Item(
                            entry.getKey(), new ColumnValue(entry.getValue().name())))
                    .toList();
        }
        Set<String> seen = new HashSet<>();
        List<Item> items = new ArrayList<>();
        for (String name : names) {
            Column column = batch.column(name, "select");
            if (!seen.add(name)) {
                throw SelectionErrors.invalid("select", "it names '" + name + "' twice");
            }
            items.add(new Item(name, new ColumnValue(column.name())));
        }
        return items;
    }

    /** Adds what a cursor holds, under names that no column has. */
    private static void addOrder(List<Item> items, TotalOrder order) {
        Set<String> taken = items.stream().map(Item::name).collect(Collectors.toSet());
        int number = 1;
        for (OrderTerm term : order.terms()) {
            String name = "order_" + number++;
            while (!taken.add(name)) {
                name += "_";
            }
            items.add(new Item(name, new ColumnValue(term.column().name())));
        }
    }

    /** Returns the question for the query road. */
    public Selection selection() {
        return selection;
    }

    /** Returns the values of the question's parameters. */
    public List<@Nullable Object> values() {
        return values.list();
    }

    /** Returns what the caller asked for of the rows. */
    public PageRequest page() {
        return page;
    }

    CursorScope scope() {
        return scope;
    }

    /** How many of the columns are the caller's; those of the order follow. */
    int shown() {
        return shown;
    }
}

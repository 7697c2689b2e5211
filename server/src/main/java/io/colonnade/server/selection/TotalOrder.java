package io.colonnade.server.selection;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of a batch's rows: what the caller asks for, and then the key, so that no two rows tie. Immutable. */
public final class TotalOrder {
    private final SelectableBatch batch;
    private final List<OrderTerm> terms;

    private TotalOrder(SelectableBatch batch, List<OrderTerm> terms) {
        this.batch = batch;
        this.terms = List.copyOf(terms);
    }

    /**
     * Returns an order.
     *
     * @param asked what the caller asks for; empty is the order of the contract
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for a column that has no order
     */
    public static TotalOrder of(SelectableBatch batch, List<OrderTerm> asked) {
        Batch contract = batch.batch().batch();
        List<OrderTerm> terms = new ArrayList<>(asked);
        if (asked.isEmpty()) {
            contract.order()
                    .forEach(item -> terms.add(new OrderTerm(column(contract, item.column()), item.descending())));
        }
        terms.forEach(term -> checkOrdered(term.column()));
        // An index over the asked columns and the key is then read in one direction.
        boolean descending = !terms.isEmpty() && terms.get(terms.size() - 1).descending();
        contract.key().forEach(key -> terms.add(new OrderTerm(column(contract, key), descending)));
        return new TotalOrder(batch, withoutRepeats(terms));
    }

    private static Column column(Batch batch, String name) {
        return batch.column(name).orElseThrow();
    }

    private static List<OrderTerm> withoutRepeats(List<OrderTerm> terms) {
        Set<String> seen = new HashSet<>();
        return terms.stream().filter(term -> seen.add(term.column().name())).toList();
    }

    private static void checkOrdered(Column column) {
        if (column.type().name() == TypeName.JSON) {
            throw SelectionErrors.invalid("order", "json has no order; order by other columns");
        }
    }

    /** Returns the terms, those of the key included. */
    public List<OrderTerm> terms() {
        return terms;
    }

    /** Returns the order as a selection has it. */
    public List<Selection.Order> order() {
        return terms.stream()
                .map(term -> new Selection.Order(
                        new ColumnValue(term.column().name()), term.descending(), term.nullsFirst()))
                .toList();
    }

    /** Returns the types of the values that a place in the order has. */
    public List<ColumnType> types() {
        return terms.stream().map(term -> term.column().type()).toList();
    }

    /** Returns whether no two rows tie, as far as the caller sees them: masks may make keys equal. */
    public boolean isTotal() {
        Batch contract = batch.batch().batch();
        return !contract.key().isEmpty() && contract.key().stream().allMatch(this::tellsApart);
    }

    private boolean tellsApart(String key) {
        @Nullable ColumnMask mask = batch.batch().masks().get(key);
        return mask == null || mask instanceof ColumnMask.Hash || mask instanceof ColumnMask.Encrypt;
    }

    SelectableBatch batch() {
        return batch;
    }
}

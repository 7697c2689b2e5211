package io.colonnade.query.parse.selection;

import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.BucketValue;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Link;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.query.request.Selection.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A selection with the levels above it: whose columns its values are, and what its rows are sorted by. Immutable. */
final class SelectionLevel {
    private final Selection selection;
    private final ColumnFacts facts;
    private final @Nullable SelectionLevel above;
    private final @Nullable SelectionLevel choosing;

    SelectionLevel(Selection selection, ColumnFacts facts) {
        this.selection = selection;
        this.facts = facts;
        @Nullable Link parent = selection.parent();
        @Nullable SelectionLevel linked = parent == null ? null : new SelectionLevel(parent.above(), facts);
        this.choosing = parent != null && parent.once() ? linked : null;
        this.above = choosing == null ? linked : null;
    }

    Selection selection() {
        return selection;
    }

    ColumnFacts facts() {
        return facts;
    }

    /** Returns the level for each of whose rows this level's rows come; null if they come for themselves. */
    @Nullable
    SelectionLevel above() {
        return above;
    }

    /** Returns the level whose rows choose those of this level, which come once; null if there is none. */
    @Nullable
    SelectionLevel choosing() {
        return choosing;
    }

    /** Returns the pairs that tell which rows of the level above a row belongs to. */
    List<Pair> pairs() {
        @Nullable Link parent = selection.parent();
        return parent == null ? List.of() : parent.columns();
    }

    /** Returns what the rows of one row above are sorted by. */
    List<SortKey> own() {
        return selection.order().stream()
                .map(order -> key(order, Term.of(order.value())))
                .toList();
    }

    private SortKey key(Order order, Term term) {
        return SortKey.of(order, isNullable(term), term.levels() == 0 && !selection.grouped() && !isMasked(term));
    }

    /** Returns whether a value of the level's own rows is a column that is shown otherwise. */
    boolean isMasked(Term term) {
        return term.value() instanceof ColumnValue column
                && facts.isMasked(selection.projection(), selection.batch(), column.column());
    }

    /** Returns what tells the rows above apart and puts them in their order. */
    List<SortKey> inherited() {
        if (above == null) {
            return List.of();
        }
        List<SortKey> keys = new ArrayList<>(Stream.concat(above.inherited().stream(), above.own().stream())
                .map(SortKey::fromBelow)
                .toList());
        for (Pair pair : pairs()) {
            Term term = new Term(1, new ColumnValue(pair.above()));
            if (keys.stream().noneMatch(key -> key.term().equals(term))) {
                // A row that is joined has a value there.
                keys.add(new SortKey(term, false, false, false, false));
            }
        }
        return keys;
    }

    /** Returns what all rows are sorted by. */
    List<SortKey> keys() {
        return Stream.concat(inherited().stream(), own().stream()).toList();
    }

    /** Returns what rows are grouped by. */
    List<Term> groups() {
        Stream<Term> items = selection.items().stream()
                .map(Selection.Item::value)
                .filter(value -> !(value instanceof AggregateValue))
                .map(Term::of);
        return Stream.concat(inherited().stream().map(SortKey::term), items)
                .distinct()
                .toList();
    }

    /** Returns the projection, batch and column of a term that is a column. */
    @Nullable
    List<String> origin(Term term) {
        if (term.levels() > 0) {
            return above == null ? null : above.origin(term.fromAbove());
        }
        return term.value() instanceof ColumnValue column
                ? List.of(selection.projection(), selection.batch(), column.column())
                : null;
    }

    private boolean isNullable(Term term) {
        if (term.levels() > 0) {
            return above == null || above.isNullable(term.fromAbove());
        }
        Value value = term.value();
        if (value instanceof AggregateValue aggregate) {
            return aggregate.function() != Aggregate.COUNT && aggregate.function() != Aggregate.COUNT_DISTINCT;
        }
        return value instanceof BucketValue bucket
                ? isNullable(bucket.column())
                : !(value instanceof ColumnValue column) || isNullable(column.column());
    }

    private boolean isNullable(String column) {
        return facts.isNullable(selection.projection(), selection.batch(), column);
    }
}

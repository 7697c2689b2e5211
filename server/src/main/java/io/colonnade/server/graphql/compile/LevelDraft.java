package io.colonnade.server.graphql.compile;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.AboveValue;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Item;
import io.colonnade.query.request.Selection.Link;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.query.request.Selection.Value;
import io.colonnade.server.graphql.execute.Level;
import io.colonnade.server.graphql.execute.Level.Paging;
import io.colonnade.server.graphql.execute.Level.PathColumn;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.graphql.schema.BatchNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A level whose columns are found one after the other: those that are asked for, those that join tables, and hidden ones that the
 * merging of levels, and cursors, need. For one thread.
 */
final class LevelDraft {
    private final int number;
    private final String name;
    private final Plane plane;
    private final LevelPlace place;
    private final RowRange range;
    private final List<Item> items = new ArrayList<>();
    private final List<PathColumn> path = new ArrayList<>();
    private final Set<Integer> columns = new LinkedHashSet<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<Integer> batchBy = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private final List<String> joins = new ArrayList<>();
    private Paging paging = Paging.NONE;

    /**
     * Where a level lies.
     *
     * @param batch whose rows it has
     * @param above the level above; null at the root
     * @param columns how rows belong to those above
     * @param single whether there is one row at most for each above
     */
    record LevelPlace(BatchNames batch, @Nullable LevelDraft above, List<Pair> columns, boolean single) {}

    LevelDraft(int number, String name, Plane plane, LevelPlace place, RowRange range) {
        this.number = number;
        this.name = name;
        this.plane = plane;
        this.place = place;
        this.range = range;
        checkAbove();
        if (plane == Plane.NESTED) {
            addPath();
        }
    }

    int number() {
        return number;
    }

    BatchNames batch() {
        return place.batch();
    }

    RowRange range() {
        return range;
    }

    String name() {
        return name;
    }

    /** The rows above are found by each of the statements below them, which must not decide otherwise between two that tie. */
    private void checkAbove() {
        for (@Nullable LevelDraft draft = place.above(); draft != null; draft = draft.place.above()) {
            if (!draft.place.single()) {
                draft.checkKey(name);
            }
        }
    }

    /** Each row is told by the keys of the rows that it belongs to, up to the root, and the only row by what refers to it too. */
    private void addPath() {
        int levels = 1;
        for (@Nullable LevelDraft draft = place.above(); draft != null; draft = draft.place.above()) {
            if (!draft.place.single()) {
                for (String column : draft.columnsOfKey()) {
                    path.add(new PathColumn(
                            hidden(new AboveValue(levels, column)), levels, draft.hidden(new ColumnValue(column))));
                }
            }
            levels++;
        }
        if (place.single() && place.above() != null) {
            for (Pair pair : place.columns()) {
                path.add(new PathColumn(
                        hidden(new ColumnValue(pair.here())), 1, place.above().hidden(new ColumnValue(pair.above()))));
            }
        }
    }

    private List<String> columnsOfKey() {
        return place.batch().visible().batch().key();
    }

    /** Rows that look the same to the caller cannot be told apart by what belongs to them. */
    private void checkKey(String below) {
        if (columnsOfKey().isEmpty()) {
            throw untold(below, "the rows above have no key in the contract");
        }
        if (isKeyMasked()) {
            throw untold(below, "the key of the rows above is masked for you");
        }
    }

    private boolean isKeyMasked() {
        return columnsOfKey().stream().anyMatch(place.batch().visible().masks()::containsKey);
    }

    private static ColonnadeException untold(String below, String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Cannot answer '" + below + "': " + why + "; ask for these rows at the root");
    }

    /** Adds a column under the name that the document gives it; returns its index. */
    int shown(String wanted, Value value) {
        int index = named(wanted, value);
        columns.add(index);
        return index;
    }

    private int named(String wanted, Value value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).name().equals(wanted) && items.get(i).value().equals(value)) {
                return i;
            }
        }
        items.add(new Item(free(wanted), value));
        return items.size() - 1;
    }

    /** Adds a column that tells rows or groups apart, unless it is shown. */
    void key(String wanted, Value value) {
        if (plane == Plane.TABLES) {
            key.add(shownAnyway(wanted, value));
        } else {
            hidden(value);
        }
    }

    /** Adds a column with the cursor of each row. */
    void cursor(String wanted) {
        cursors.add(free(wanted));
    }

    /** Has batches begin where the value of a column changes, with which the order begins. */
    void batchBy(Value value) {
        if (plane == Plane.TABLES) {
            batchBy.add(hidden(value));
        }
    }

    /** Adds what joins this table with the one above, there too, and what tells its rows apart; the last thing that is added. */
    void link() {
        if (!range.grouped() && !isKeyMasked()) {
            columnsOfKey().forEach(column -> key(nameOf(column), new ColumnValue(column)));
        }
        @Nullable LevelDraft above = place.above();
        if (above != null) {
            for (Pair pair : place.columns()) {
                joins.add(column(pair.here()) + "=" + above.column(pair.above()));
            }
        }
    }

    private String column(String column) {
        return shownAnyway(nameOf(column), new ColumnValue(column));
    }

    private String nameOf(String column) {
        return place.batch().naming().of(column);
    }

    private String shownAnyway(String wanted, Value value) {
        return columns.stream()
                .map(items::get)
                .filter(item -> item.value().equals(value))
                .map(Item::name)
                .findFirst()
                .orElseGet(() -> items.get(shown(wanted, value)).name());
    }

    /** Adds a column that the answer does not show, unless it is there; returns its index. */
    int hidden(Value value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).value().equals(value)) {
                return i;
            }
        }
        // No name of a document begins so.
        return named("#" + items.size(), value);
    }

    private String free(String wanted) {
        String free = wanted;
        for (int i = 2; isTaken(free); i++) {
            free = wanted + "_" + i;
        }
        return free;
    }

    private boolean isTaken(String wanted) {
        return cursors.contains(wanted)
                || items.stream().anyMatch(item -> item.name().equals(wanted));
    }

    /** Has cursors of rows made, and perhaps those of a page's first and last row told. */
    void page(Paging told) {
        paging = told;
    }

    /** Returns the level, which nothing can be added to any more. */
    Level build() {
        List<Integer> numbers = new ArrayList<>();
        for (@Nullable LevelDraft draft = place.above(); draft != null; draft = draft.place.above()) {
            numbers.add(draft.number);
        }
        if (items.isEmpty()) {
            // A row of which nothing is asked is a row nevertheless.
            hidden(range.grouped() ? RowRange.COUNT : new ColumnValue(anyColumn()));
        }
        return new Level(
                name, numbers, selection(items, range.read()), range.values().list(), path, paging);
    }

    /** Returns the level as a table, which nothing can be added to any more. */
    Table table() {
        if (columns.isEmpty() && cursors.isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot answer '" + name + "' as a table: no column is asked for");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(Table.NAME, name);
        if (!key.isEmpty()) {
            metadata.put(Table.KEY, String.join(",", key));
        }
        if (place.above() != null) {
            metadata.put(Table.PARENT, place.above().name());
            metadata.put(Table.JOIN, String.join(",", joins));
        }
        return new Table(build(), List.copyOf(columns), cursors, batchBy, metadata);
    }

    private String anyColumn() {
        return columnsOfKey().isEmpty()
                ? place.batch().visible().batch().columns().get(0).name()
                : columnsOfKey().get(0);
    }

    private Selection selection(List<Item> shown, Page page) {
        @Nullable LevelDraft above = place.above();
        return new Selection(
                place.batch().projection(),
                place.batch().visible().batch().name(),
                above == null ? null : link(above),
                shown,
                range.grouped(),
                range.where(),
                range.having(),
                range.order(),
                page);
    }

    /** A row to which several rows above refer is one row of a table. */
    private Link link(LevelDraft above) {
        return new Link(above.fromBelow(), place.columns(), plane == Plane.TABLES && place.single());
    }

    /** The rows as a level below sees them: those that are shown, whichever of their columns are. */
    private Selection fromBelow() {
        return selection(List.of(new Item("key", new ColumnValue(anyColumn()))), range.shown());
    }
}

package io.colonnade.query.parse.selection;

import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A selection as a syntax tree. Immutable. */
public final class SelectionTree {
    private final SqlNode query;
    private final List<@Nullable List<String>> origins;

    private SelectionTree(SqlNode query, List<@Nullable List<String>> origins) {
        this.query = query;
        this.origins = Collections.unmodifiableList(origins);
    }

    /**
     * Writes a selection.
     *
     * @throws io.colonnade.error.ColonnadeException if a name is none at all
     */
    public static SelectionTree of(Selection selection, ColumnFacts facts) {
        SelectionLevel level = new SelectionLevel(selection, facts);
        List<Output> outputs = new ArrayList<>();
        List<@Nullable List<String>> origins = new ArrayList<>();
        for (Item item : selection.items()) {
            Term term = Term.of(item.value());
            outputs.add(new Output(item.name(), term));
            origins.add(level.origin(term));
        }
        return new SelectionTree(new LevelQuery(level).query(outputs), origins);
    }

    /** Returns the query. */
    public SqlNode query() {
        return query;
    }

    /** Returns for each column of the result the projection, batch and column that it shows; null if it is computed. */
    public List<@Nullable List<String>> origins() {
        return origins;
    }
}

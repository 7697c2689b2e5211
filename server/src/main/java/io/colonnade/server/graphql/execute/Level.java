package io.colonnade.server.graphql.execute;

import io.colonnade.query.request.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One statement of an operation: the rows of a root field, or of a relation for all rows of the level above. Immutable.
 *
 * @param name what the document calls it: the path of response names from the root, with dots between
 * @param above the levels above by their numbers in the operation, the nearest first
 * @param selection the statement
 * @param parameters the values that the selection's conditions and places name, those of the levels above included
 * @param path what tells whose a row is; empty at the root
 * @param paging what is told of its pages
 */
public record Level(
        String name,
        List<Integer> above,
        Selection selection,
        List<@Nullable Object> parameters,
        List<PathColumn> path,
        Paging paging) {
    public Level {
        above = List.copyOf(above);
        // List.copyOf takes no null.
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        path = List.copyOf(path);
    }

    /**
     * A column that tells whose a row is: it has the value of a column of a level above.
     *
     * @param column the index of the item of this level
     * @param levels how many levels above; at least 1
     * @param above the index of the item there
     */
    public record PathColumn(int column, int levels, int above) {}

    /**
     * What is told of pages, and of the places in them.
     *
     * @param rows how many rows a page has at most, of which the statement may read one more; null reads no more than the page
     * @param told whether the cursors of its first and last row are told
     * @param columns the indexes of the items that make a row's place in the order
     * @param cursor seals the values of these
     */
    public record Paging(
            @Nullable Long rows, boolean told, List<Integer> columns, Function<List<@Nullable Object>, String> cursor) {
        /** No page: all rows are shown, and have no cursors. */
        public static final Paging NONE = new Paging(null, false, List.of(), values -> "");

        public Paging {
            columns = List.copyOf(columns);
        }
    }
}

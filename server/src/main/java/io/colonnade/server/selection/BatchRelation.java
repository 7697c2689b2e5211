package io.colonnade.server.selection;

import io.colonnade.query.request.Selection;
import java.util.List;

/**
 * A way from a batch to another one of its projection, or to itself. Immutable.
 *
 * @param name what it is called, in the contract's words: no other relation of the batch and none of its columns is called so
 * @param batch where it leads
 * @param many whether a row has any number of related rows; otherwise it has one, or none, since foreign keys are logical
 * @param columns the pairs of columns that are equal: {@code here} is the related batch's, {@code above} this one's
 */
public record BatchRelation(String name, String batch, boolean many, List<Selection.Pair> columns) {
    public BatchRelation {
        columns = List.copyOf(columns);
    }
}

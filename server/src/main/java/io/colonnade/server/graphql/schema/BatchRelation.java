package io.colonnade.server.graphql.schema;

import io.colonnade.query.request.Selection;
import java.util.List;

/**
 * A way from the rows of a batch to those of another one. Immutable.
 *
 * @param name what it is called, in the contract's spelling
 * @param batch the other batch, of the same projection
 * @param toMany whether a row has several of the other batch, which refer to it; else it refers to one, which may be missing
 * @param columns the pairs of columns that are equal, those of the other batch first
 */
public record BatchRelation(String name, String batch, boolean toMany, List<Selection.Pair> columns) {
    public BatchRelation {
        columns = List.copyOf(columns);
    }
}

package io.colonnade.contract;

import io.colonnade.contract.Column.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns of a batch that together refer to the whole key of another: the first columns that refer to the parts of the key are one
 * foreign key, the second ones another. Where a part of the key has none, the rest refers to no one row, and is no foreign key.
 * Immutable; relations and listings of keys are made of them.
 *
 * @param child the batch that refers
 * @param parent the batch whose key is referred to
 * @param columns the pairs, in the order of the key
 */
public record ForeignKey(Batch child, Batch parent, List<Pair> columns) {
    public ForeignKey {
        columns = List.copyOf(columns);
    }

    /**
     * A column that refers, and what it refers to.
     *
     * @param child a column of the child
     * @param parent a column of the parent's key
     */
    public record Pair(String child, String parent) {}

    /** Returns the foreign keys of a projection, in the order of its batches and of their columns. */
    public static List<ForeignKey> of(Projection projection) {
        List<ForeignKey> keys = new ArrayList<>();
        for (Batch child : projection.batches()) {
            Map<String, List<Column>> byParent = new LinkedHashMap<>();
            for (Column column : child.columns()) {
                column.reference()
                        .map(Reference::batch)
                        .ifPresent(parent -> byParent.computeIfAbsent(parent, name -> new ArrayList<>())
                                .add(column));
            }
            byParent.forEach((parent, columns) ->
                    projection.batch(parent).ifPresent(found -> addKeys(keys, child, found, columns)));
        }
        return keys;
    }

    private static void addKeys(List<ForeignKey> keys, Batch child, Batch parent, List<Column> columns) {
        for (int turn = 0; ; turn++) {
            List<Pair> pairs = new ArrayList<>();
            for (String part : parent.key()) {
                referring(columns, part).stream()
                        .skip(turn)
                        .findFirst()
                        .ifPresent(column -> pairs.add(new Pair(column.name(), part)));
            }
            if (pairs.size() < parent.key().size() || pairs.isEmpty()) {
                return;
            }
            keys.add(new ForeignKey(child, parent, pairs));
        }
    }

    private static List<Column> referring(List<Column> columns, String part) {
        return columns.stream()
                .filter(column -> column.reference()
                        .filter(reference -> reference.column().equals(part))
                        .isPresent())
                .toList();
    }
}

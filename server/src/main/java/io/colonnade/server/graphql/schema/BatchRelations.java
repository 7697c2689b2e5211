package io.colonnade.server.graphql.schema;

import io.colonnade.contract.Column;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.request.Selection.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The relations of the batches of a projection, as its visible foreign keys tell. Those over masked columns are none. */
final class BatchRelations {
    private static final String KEY_SUFFIX = "_id";

    private final VisibleProjection projection;

    /** A foreign key: pairs of a parent's key column and the child's column that refers to it. */
    private record ForeignKey(VisibleBatch child, VisibleBatch parent, List<Pair> columns) {
        String columnNames() {
            return String.join("_and_", columns.stream().map(Pair::above).toList());
        }
    }

    BatchRelations(VisibleProjection projection) {
        this.projection = projection;
    }

    /** Returns the relations of a batch: to those that it refers to, then to those that refer to it. */
    List<BatchRelation> of(VisibleBatch batch) {
        List<BatchRelation> relations = new ArrayList<>();
        List<ForeignKey> own = keysOf(batch);
        own.forEach(key -> relations.add(toParent(key, own)));
        for (VisibleBatch child : projection.batches()) {
            List<ForeignKey> keys = keysOf(child);
            keys.stream().filter(key -> key.parent() == batch).forEach(key -> relations.add(toChildren(key, keys)));
        }
        return relations;
    }

    private static BatchRelation toParent(ForeignKey key, List<ForeignKey> all) {
        String parent = key.parent().batch().name();
        return new BatchRelation(free(parentName(key, all), key.child(), key), parent, false, key.columns());
    }

    private static String parentName(ForeignKey key, List<ForeignKey> all) {
        String column = key.columns().get(0).above();
        if (key.columns().size() == 1 && column.endsWith(KEY_SUFFIX) && column.length() > KEY_SUFFIX.length()) {
            return column.substring(0, column.length() - KEY_SUFFIX.length());
        }
        return distinguished(key.parent().batch().name(), key, all);
    }

    private static BatchRelation toChildren(ForeignKey key, List<ForeignKey> all) {
        String child = key.child().batch().name();
        List<Pair> inverted = key.columns().stream()
                .map(pair -> new Pair(pair.above(), pair.here()))
                .toList();
        return new BatchRelation(free(distinguished(child, key, all), key.parent(), key), child, true, inverted);
    }

    /** The batch's name says enough where there is one such key. */
    private static String distinguished(String batch, ForeignKey key, List<ForeignKey> all) {
        long same = all.stream().filter(other -> other.parent() == key.parent()).count();
        return same == 1 ? batch : batch + "_by_" + key.columnNames();
    }

    private static String free(String name, VisibleBatch where, ForeignKey key) {
        return where.batch().column(name).isEmpty() ? name : name + "_by_" + key.columnNames();
    }

    private List<ForeignKey> keysOf(VisibleBatch child) {
        Map<String, List<Column>> referring = new LinkedHashMap<>();
        child.batch()
                .columns()
                .forEach(column -> column.reference()
                        .ifPresent(reference -> referring
                                .computeIfAbsent(reference.batch(), name -> new ArrayList<>())
                                .add(column)));
        List<ForeignKey> keys = new ArrayList<>();
        for (VisibleBatch parent : projection.batches()) {
            List<Column> columns = referring.getOrDefault(parent.batch().name(), List.of());
            keys.addAll(keys(child, parent, columns));
        }
        return keys;
    }

    private static List<ForeignKey> keys(VisibleBatch child, VisibleBatch parent, List<Column> columns) {
        int parts = parent.batch().key().size();
        List<Pair> pairs = columns.stream()
                .filter(column -> !child.masks().containsKey(column.name()))
                .map(column -> new Pair(column.reference().orElseThrow().column(), column.name()))
                .filter(pair -> !parent.masks().containsKey(pair.here()))
                .toList();
        if (parts == 1) {
            return pairs.stream()
                    .map(pair -> new ForeignKey(child, parent, List.of(pair)))
                    .toList();
        }
        // Of a composite key, every column is referred to once, or nobody knows which belong together.
        boolean whole = pairs.size() == parts
                && pairs.stream().map(Pair::here).distinct().count() == parts;
        return whole ? List.of(new ForeignKey(child, parent, pairs)) : List.of();
    }
}

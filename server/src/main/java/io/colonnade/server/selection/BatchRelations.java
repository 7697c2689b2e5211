package io.colonnade.server.selection;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.ForeignKey;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.request.Selection.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The relations of a batch, by its own foreign keys and by those of others, as one caller sees them. Their names come from the
 * contract alone, so that a relation has the same name for everybody who sees it. Stateless.
 */
public final class BatchRelations {
    private static final List<String> SUFFIXES = List.of("_id", "_key");

    private BatchRelations() {}

    /** Returns the relations that a caller may use: those of which no column is masked for them. */
    public static List<BatchRelation> of(VisibleProjection visible, VisibleBatch batch) {
        return named(ForeignKey.of(visible.projection()), batch.batch()).stream()
                .filter(relation -> isOpen(visible, batch, relation))
                .toList();
    }

    private static boolean isOpen(VisibleProjection visible, VisibleBatch batch, BatchRelation relation) {
        Optional<VisibleBatch> related = visible.batches().stream()
                .filter(candidate -> candidate.batch().name().equals(relation.batch()))
                .findFirst();
        return related.isPresent()
                && relation.columns().stream()
                        .noneMatch(pair -> batch.masks().containsKey(pair.above())
                                || related.get().masks().containsKey(pair.here()));
    }

    private static List<BatchRelation> named(List<ForeignKey> keys, Batch batch) {
        Set<String> taken = batch.columns().stream().map(Column::name).collect(Collectors.toCollection(HashSet::new));
        List<BatchRelation> relations = new ArrayList<>();
        for (ForeignKey key : keys) {
            if (key.child().name().equals(batch.name())) {
                String name = firstFree(taken, parentNames(key));
                relations.add(new BatchRelation(name, key.parent().name(), false, toParent(key)));
            }
        }
        for (ForeignKey key : keys) {
            if (key.parent().name().equals(batch.name())) {
                String name = firstFree(taken, childNames(key, isOnly(keys, key)));
                relations.add(new BatchRelation(name, key.child().name(), true, toChildren(key)));
            }
        }
        return relations;
    }

    private static List<Pair> toParent(ForeignKey key) {
        return key.columns().stream()
                .map(pair -> new Pair(pair.parent(), pair.child()))
                .toList();
    }

    private static List<Pair> toChildren(ForeignKey key) {
        return key.columns().stream()
                .map(pair -> new Pair(pair.child(), pair.parent()))
                .toList();
    }

    private static boolean isOnly(List<ForeignKey> keys, ForeignKey key) {
        return keys.stream()
                        .filter(other -> other.child() == key.child() && other.parent() == key.parent())
                        .count()
                == 1;
    }

    private static Stream<String> parentNames(ForeignKey key) {
        String parent = key.parent().name();
        Stream<String> byColumn = key.columns().size() > 1
                ? Stream.of()
                : SUFFIXES.stream()
                        .filter(suffix -> key.columns().get(0).child().endsWith(suffix))
                        .map(suffix -> cut(key.columns().get(0).child(), suffix));
        return Stream.of(byColumn, Stream.of(parent), longNames(parent, key)).flatMap(names -> names);
    }

    private static String cut(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }

    private static Stream<String> childNames(ForeignKey key, boolean only) {
        String child = key.child().name();
        return Stream.concat(only ? Stream.of(child) : Stream.of(), longNames(child, key));
    }

    /** Without an end: one of them is free. */
    private static Stream<String> longNames(String batch, ForeignKey key) {
        String name = batch + "_by_"
                + key.columns().stream().map(ForeignKey.Pair::child).collect(Collectors.joining("_and_"));
        return Stream.concat(Stream.of(name), Stream.iterate(2, n -> n + 1).map(n -> name + "_" + n));
    }

    private static String firstFree(Set<String> taken, Stream<String> names) {
        return names.filter(name -> !name.isEmpty())
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }
}

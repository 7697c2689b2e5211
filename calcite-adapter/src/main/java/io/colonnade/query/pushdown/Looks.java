package io.colonnade.query.pushdown;

import org.apache.calcite.util.ImmutableBitSet;

/**
 * What is done with the fields of a tree's rows above it.
 *
 * @param early the fields that PostgreSQL may evaluate before all filters and joins of the tree have been passed
 * @param used these, and those that are evaluated late
 */
record Looks(ImmutableBitSet early, ImmutableBitSet used) {
    static Looks early(ImmutableBitSet fields) {
        return new Looks(fields, fields);
    }

    static Looks late(ImmutableBitSet fields) {
        return new Looks(ImmutableBitSet.of(), fields);
    }

    /** Returns the same fields, looked at through a fence. */
    Looks late() {
        return late(used);
    }

    Looks andEarly(ImmutableBitSet fields) {
        return new Looks(early.union(fields), used.union(fields));
    }

    /** Returns what is done with one side of a join. */
    Looks of(int first, int width) {
        ImmutableBitSet side = ImmutableBitSet.range(first, first + width);
        return new Looks(
                early.intersect(side).shift(-first), used.intersect(side).shift(-first));
    }
}

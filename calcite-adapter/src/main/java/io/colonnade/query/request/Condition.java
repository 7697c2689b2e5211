package io.colonnade.query.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition of a {@link Selection}. It holds no value: parameters are counted from 0. Immutable. */
public sealed interface Condition {
    /** All hold; of none, that is so. */
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one holds; of none, that is not so. */
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    /** The condition does not hold, where it is not unknown. */
    record Not(Condition condition) implements Condition {}

    /** A value compares with a parameter. NULL compares with nothing. */
    record Compare(Selection.Value value, Comparison comparison, int parameter) implements Condition {}

    /** The comparisons. */
    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** A value is one of the parameters; of none, it is not. */
    record In(Selection.Value value, List<Integer> parameters) implements Condition {
        public In {
            parameters = List.copyOf(parameters);
        }
    }

    /** A value is NULL. */
    record IsNull(Selection.Value value) implements Condition {}

    /** A text matches a parameter. */
    record Matches(Selection.Value value, Match match, int parameter) implements Condition {}

    /** The ways of matching: {@code LIKE} patterns, and texts that stand for themselves, percent signs included. */
    enum Match {
        LIKE,
        ILIKE,
        CONTAINS,
        STARTS_WITH
    }

    /**
     * There is a row of a related batch of the same projection; with {@link Not}, there is none.
     *
     * @param columns the pairs of columns that are equal, those of the related batch first
     * @param where what that row must meet; null is nothing
     */
    record Related(
            String batch,
            List<Selection.Pair> columns,
            @Nullable Condition where) implements Condition {
        public Related {
            columns = List.copyOf(columns);
        }
    }
}

package io.colonnade.it.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A query that {@link QueryGenerator} made, in parts, so that a failing one can be made smaller. Immutable.
 *
 * @param before what precedes SELECT: a WITH clause
 * @param items what is selected
 * @param from all that follows FROM
 * @param where conditions, all of which hold
 * @param tail GROUP BY, HAVING
 * @param after a set operation's other side, ORDER BY, LIMIT
 */
record RandomQuery(
        String before,
        boolean distinct,
        List<String> items,
        String from,
        List<String> where,
        String tail,
        String after) {
    /** All are integers: a maker of parts does not know in which order they will stand, or whether they will. */
    static final String PARAMETER = "?";

    private static final long STEP = 7;
    private static final long BOUND = 6;

    /** Returns it as one text. */
    Question question() {
        String sql = before
                + (distinct ? "select distinct " : "select ")
                + String.join(", ", items)
                + " from "
                + from
                + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                + tail
                + after;
        long count = sql.chars().filter(c -> PARAMETER.indexOf(c) >= 0).count();
        return new Question(
                sql,
                LongStream.range(0, count)
                        .<Object>mapToObj(number -> number * STEP % BOUND)
                        .toList());
    }

    /** Returns queries with a clause less. They need not be valid. */
    List<RandomQuery> smaller() {
        List<RandomQuery> smaller = new ArrayList<>();
        if (!after.isEmpty()) {
            smaller.add(new RandomQuery(before, distinct, items, from, where, tail, ""));
        }
        if (!tail.isEmpty()) {
            smaller.add(new RandomQuery(before, distinct, items, from, where, "", after));
        }
        if (distinct) {
            smaller.add(new RandomQuery(before, false, items, from, where, tail, after));
        }
        for (int i = 0; i < where.size(); i++) {
            smaller.add(new RandomQuery(before, distinct, items, from, without(where, i), tail, after));
        }
        for (int i = 0; i < items.size() && items.size() > 1; i++) {
            smaller.add(new RandomQuery(before, distinct, without(items, i), from, where, tail, after));
        }
        return smaller;
    }

    private static List<String> without(List<String> all, int index) {
        List<String> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }
}

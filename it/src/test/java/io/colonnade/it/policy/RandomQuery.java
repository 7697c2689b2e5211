package io.colonnade.it.policy;

import java.util.ArrayList;
import java.util.List;

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
        String after,
        List<Object> parameters) {
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
        return new Question(sql, parameters);
    }

    /** Returns queries with a clause less. They need not be valid. */
    List<RandomQuery> smaller() {
        List<RandomQuery> smaller = new ArrayList<>();
        if (!after.isEmpty()) {
            smaller.add(new RandomQuery(before, distinct, items, from, where, tail, "", parameters));
        }
        if (!tail.isEmpty()) {
            smaller.add(new RandomQuery(before, distinct, items, from, where, "", after, parameters));
        }
        if (distinct) {
            smaller.add(new RandomQuery(before, false, items, from, where, tail, after, parameters));
        }
        for (int i = 0; i < where.size(); i++) {
            smaller.add(new RandomQuery(before, distinct, items, from, without(where, i), tail, after, parameters));
        }
        for (int i = 0; i < items.size() && items.size() > 1; i++) {
            smaller.add(new RandomQuery(before, distinct, without(items, i), from, where, tail, after, parameters));
        }
        return smaller;
    }

    private static List<String> without(List<String> all, int index) {
        List<String> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }
}

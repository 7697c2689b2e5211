package io.colonnade.it.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a question: the same rows are equal, whatever door they came through. */
sealed interface Answer {
    /**
     * Rows, each value as text, NULL as null.
     *
     * @param kinds what the columns hold; empty for doors that do not say
     */
    record Rows(List<Kind> kinds, List<List<@Nullable String>> values) implements Answer {
        /** Returns these rows as a reader takes them who knows the columns. */
        Rows as(List<Kind> known) {
            List<Kind> columns = kinds.isEmpty() ? known : kinds;
            return new Rows(
                    columns, values.stream().map(row -> spelled(columns, row)).toList());
        }

        private static List<@Nullable String> spelled(List<Kind> columns, List<@Nullable String> row) {
            List<@Nullable String> spelled = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                String text = row.get(i);
                spelled.add(
                        text == null || i >= columns.size()
                                ? text
                                : columns.get(i).spelled(text));
            }
            return spelled;
        }

        /** Returns the same rows in an order of their own. */
        Rows sorted() {
            return new Rows(
                    kinds,
                    values.stream().sorted(Comparator.comparing(List::toString)).toList());
        }
    }

    /**
     * No rows.
     *
     * @param state the SQLSTATE; null for doors that do not carry it
     */
    record Refused(@Nullable String state, String message) implements Answer {
        /** Returns whether the data were the reason, rather than the question. */
        boolean ofData() {
            return state != null && (state.startsWith("22") || state.startsWith("21") || state.startsWith("54"));
        }
    }
}

package io.colonnade.server.policytest;

import io.colonnade.error.ColonnadeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment answers to a test's query. */
sealed interface Answer {
    /**
     * A result.
     *
     * @param columns the columns' names
     * @param rows the rows as texts, a null in place of NULL
     */
    record Rows(List<String> columns, List<List<@Nullable String>> rows) implements Answer {
        public Rows {
            columns = List.copyOf(columns);
            rows = Collections.unmodifiableList(new ArrayList<>(rows));
        }
    }

    /**
     * A refusal.
     *
     * @param error what a client is told
     */
    record Refused(ColonnadeException error) implements Answer {}
}

package io.colonnade.server.policytest;

import io.colonnade.error.ErrorKind;
import io.colonnade.yaml.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One test of a file.
 *
 * @param name what it shows
 * @param location where it stands
 * @param asker as whom it asks
 * @param queryOrNull the statement; null where only what is visible is tested
 * @param expected what must come of it
 */
public record PolicyTest(
        String name,
        Location location,
        Asker asker,
        @Nullable String queryOrNull,
        Expected expected) {
    /**
     * What must come of a test; what is absent or empty is not tested.
     *
     * @param rowsOrNull the rows as texts, a null in place of NULL
     * @param ordered whether their order counts
     * @param columns the columns' names in their order
     * @param countOrNull the number of rows
     * @param contains texts that some value must hold
     * @param never texts that no value, no column and no refusal may hold
     * @param refusedOrNull the refusal; null is an answer
     * @param seesOrNull the tables that must be visible, as {@code projection.batch}, and no others
     */
    public record Expected(
            @Nullable List<List<@Nullable String>> rowsOrNull,
            boolean ordered,
            List<String> columns,
            @Nullable Integer countOrNull,
            List<String> contains,
            List<String> never,
            @Nullable Refusal refusedOrNull,
            @Nullable Set<String> seesOrNull) {}

    /**
     * A refusal; what is empty is not tested.
     *
     * @param sqlState the SQLSTATE
     * @param kind who must act
     * @param text a part of the message
     */
    public record Refusal(String sqlState, Optional<ErrorKind> kind, String text) {
        /** Returns whether anything is tested beside that there is a refusal. */
        boolean saysWhich() {
            return !sqlState.isEmpty() || kind.isPresent() || !text.isEmpty();
        }
    }

    /** Returns the statement. */
    public Optional<String> query() {
        return Optional.ofNullable(queryOrNull);
    }
}

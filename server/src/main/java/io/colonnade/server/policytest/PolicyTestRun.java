package io.colonnade.server.policytest;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs policy tests, one after the other, against one deployment. Used by the command line; one thread runs it. */
public final class PolicyTestRun {
    private static final int MOST_ROWS = 100_000;

    private final PolicyAccess access;

    /**
     * What came of a test.
     *
     * @param test the test
     * @param differences from what it expects, in words; empty if it passed
     * @param nanos how long it took
     */
    public record Outcome(PolicyTest test, List<String> differences, long nanos) {
        public Outcome {
            differences = List.copyOf(differences);
        }

        /** Returns whether it passed. */
        public boolean passed() {
            return differences.isEmpty();
        }
    }

    /** Creates a run; the deployment stays the caller's. */
    public PolicyTestRun(PolicyAccess access) {
        this.access = access;
    }

    /**
     * Runs one test.
     *
     * @throws ColonnadeException UNAVAILABLE if the deployment cannot be asked, which is no outcome of a test
     */
    public Outcome run(PolicyTest test) throws IOException {
        long start = System.nanoTime();
        Comparison comparison = new Comparison(test.expected());
        if (test.expected().seesOrNull() != null) {
            comparison.visible(access.tables(test.asker()));
        }
        if (test.query().isPresent()) {
            comparison.answered(ask(test.asker(), test.query().get()));
        }
        return new Outcome(test, comparison.differences(), System.nanoTime() - start);
    }

    private Answer ask(Asker asker, String sql) throws IOException {
        List<String> columns = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        try {
            access.query(asker, sql, new PolicyAccess.RowSink() {
                @Override
                public void columns(List<String> names) {
                    columns.addAll(names);
                }

                @Override
                public void row(List<@Nullable String> values) {
                    if (rows.size() == MOST_ROWS) {
                        throw tooMany();
                    }
                    rows.add(values);
                }
            });
            return new Answer.Rows(columns, rows);
        } catch (ColonnadeException e) {
            if (e.kind() == ErrorKind.UNAVAILABLE) {
                throw e;
            }
            return new Answer.Refused(e);
        }
    }

    private static ColonnadeException tooMany() {
        return ColonnadeException.of(
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.RESOURCES_EXHAUSTED,
                "Cannot compare more than " + MOST_ROWS + " rows; aggregate, or limit the query");
    }
}

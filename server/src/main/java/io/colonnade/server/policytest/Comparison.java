package io.colonnade.server.policytest;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.server.policytest.PolicyTest.Expected;
import io.colonnade.server.policytest.PolicyTest.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What differs between what a test expects and what came of it. One for each test; one thread uses it. */
final class Comparison {
    /** More would hide what matters. */
    private static final int MOST_ROWS = 5;

    private static final Comparator<List<@Nullable String>> BY_TEXT =
            Comparator.comparing((List<@Nullable String> row) -> String.valueOf(row));

    /** What says nothing of who may see what; where a test means one of them, it says so. */
    private static final Set<ErrorKind> NO_REFUSALS = Set.of(
            ErrorKind.RESOURCE_EXHAUSTED,
            ErrorKind.DEADLINE_EXCEEDED,
            ErrorKind.CANCELLED,
            ErrorKind.UNAVAILABLE,
            ErrorKind.INVALID_CONFIGURATION,
            ErrorKind.INTERNAL);

    private final Expected expected;
    private final List<String> differences = new ArrayList<>();

    Comparison(Expected expected) {
        this.expected = expected;
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    void visible(Set<String> tables) {
        Set<String> wanted = expected.seesOrNull() == null ? tables : expected.seesOrNull();
        difference("sees", minus(tables, wanted), "which it should not");
        difference("does not see", minus(wanted, tables), "which it should");
    }

    private void difference(String what, Set<String> tables, String why) {
        if (!tables.isEmpty()) {
            differences.add(what + " " + String.join(", ", tables) + ", " + why);
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(without);
        return left;
    }

    void answered(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            refused(refused.error());
        } else {
            rows((Answer.Rows) answer);
        }
    }

    private void refused(ColonnadeException error) {
        Refusal refusal = expected.refusedOrNull();
        if (refusal == null) {
            differences.add("was refused: " + described(error));
            return;
        }
        boolean same = (refusal.sqlState().isEmpty() || refusal.sqlState().equals(error.sqlState()))
                && refusal.kind().map(error.kind()::equals).orElse(true)
                && error.clientMessage().contains(refusal.text());
        if (!refusal.saysWhich() && NO_REFUSALS.contains(error.kind())) {
            differences.add("was not refused, but failed: " + described(error));
        } else if (!same) {
            differences.add("was refused otherwise than expected: " + described(error));
        }
        never("the refusal", error.clientMessage()::contains);
    }

    private static String described(ColonnadeException error) {
        return error.clientMessage() + " (SQLSTATE " + error.sqlState() + ", "
                + error.kind().name().toLowerCase(Locale.ROOT) + ")";
    }

    private void rows(Answer.Rows rows) {
        if (expected.refusedOrNull() != null) {
            differences.add("was answered with " + count(rows.rows().size()) + ", and not refused");
            return;
        }
        if (!expected.columns().isEmpty() && !expected.columns().equals(rows.columns())) {
            differences.add("columns: expected " + expected.columns() + ", got " + rows.columns());
        }
        if (expected.countOrNull() != null
                && expected.countOrNull() != rows.rows().size()) {
            differences.add("expected " + count(expected.countOrNull()) + ", got "
                    + count(rows.rows().size()));
        }
        if (expected.rowsOrNull() != null) {
            compare(expected.rowsOrNull(), rows);
        }
        for (String wanted : expected.contains()) {
            if (rows.rows().stream().noneMatch(row -> holds(row, wanted))) {
                differences.add("no value holds '" + wanted + "'");
            }
        }
        never("a column's name", hidden -> rows.columns().stream().anyMatch(name -> name.contains(hidden)));
        never("a value", hidden -> rows.rows().stream().anyMatch(row -> holds(row, hidden)));
    }

    private static String count(int rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private void never(String where, Predicate<String> appears) {
        for (String hidden : expected.never()) {
            if (appears.test(hidden)) {
                differences.add(where + " holds '" + hidden + "', which must never appear");
            }
        }
    }

    private static boolean holds(List<@Nullable String> row, String part) {
        return row.stream().anyMatch(value -> value != null && value.contains(part));
    }

    private void compare(List<List<@Nullable String>> wanted, Answer.Rows rows) {
        List<List<@Nullable String>> left = new ArrayList<>(wanted);
        List<List<@Nullable String>> got = new ArrayList<>(rows.rows());
        if (!expected.ordered()) {
            left.sort(BY_TEXT);
            got.sort(BY_TEXT);
        }
        if (left.size() != got.size()) {
            differences.add("expected " + count(left.size()) + ", got " + count(got.size()));
        }
        if (expected.ordered()) {
            inOrder(left, got, rows.columns());
        } else {
            inAnyOrder(left, got);
        }
    }

    private void inOrder(List<List<@Nullable String>> wanted, List<List<@Nullable String>> got, List<String> columns) {
        int shown = 0;
        for (int i = 0; i < Math.min(wanted.size(), got.size()) && shown < MOST_ROWS; i++) {
            if (!wanted.get(i).equals(got.get(i))) {
                differences.add("row " + (i + 1) + ": " + cells(wanted.get(i), got.get(i), columns));
                shown++;
            }
        }
    }

    private static String cells(List<@Nullable String> wanted, List<@Nullable String> got, List<String> columns) {
        if (wanted.size() != got.size()) {
            return "expected " + wanted.size() + " values, got " + got.size();
        }
        List<String> different = new ArrayList<>();
        for (int i = 0; i < got.size(); i++) {
            if (!Objects.equals(wanted.get(i), got.get(i))) {
                different.add("column " + columns.get(i) + ": expected " + wanted.get(i) + ", got " + got.get(i));
            }
        }
        return String.join("; ", different);
    }

    private void inAnyOrder(List<List<@Nullable String>> wanted, List<List<@Nullable String>> got) {
        List<List<@Nullable String>> missing = new ArrayList<>(wanted);
        got.forEach(missing::remove);
        List<List<@Nullable String>> unexpected = new ArrayList<>(got);
        wanted.forEach(unexpected::remove);
        missing.stream().limit(MOST_ROWS).forEach(row -> differences.add("missing row: " + row));
        unexpected.stream().limit(MOST_ROWS).forEach(row -> differences.add("unexpected row: " + row));
    }
}

package io.colonnade.server.policytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.policytest.PolicyTest.Expected;
import io.colonnade.server.policytest.PolicyTest.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ComparisonTest {
    private static final Answer FRANCE = new Answer.Rows(
            List.of("id", "nation"), List.of(List.of("1", "FRANCE"), Arrays.asList("2", null), List.of("3", "PERU")));
    private static final ColonnadeException DENIED = ColonnadeException.of(
            ErrorKind.PERMISSION_DENIED, SqlState.INSUFFICIENT_PRIVILEGE, "Cannot read: the claim 'region' is missing");

    private static Expected rows(boolean ordered, List<List<@Nullable String>> rows) {
        return new Expected(rows, ordered, List.of(), null, List.of(), List.of(), null, null);
    }

    private static Expected holding(List<String> contains, List<String> never) {
        return new Expected(null, false, List.of(), null, contains, never, null, null);
    }

    private static Expected refused(String state, @Nullable ErrorKind kind, String text) {
        return new Expected(
                null,
                false,
                List.of(),
                null,
                List.of(),
                List.of(),
                new Refusal(state, Optional.ofNullable(kind), text),
                null);
    }

    private static List<String> differences(Expected expected, Answer answer) {
        Comparison comparison = new Comparison(expected);
        comparison.answered(answer);
        return comparison.differences();
    }

    @Test
    void orderCountsOnlyWhereItIsSaidTo() {
        List<List<@Nullable String>> turned =
                List.of(List.of("3", "PERU"), List.of("1", "FRANCE"), Arrays.asList("2", null));
        assertThat(differences(rows(false, turned), FRANCE)).isEmpty();
        assertThat(differences(rows(true, turned), FRANCE))
                .contains("row 1: column id: expected 3, got 1; column nation: expected PERU, got FRANCE");
    }

    @Test
    void aNullIsNotItsWord() {
        assertThat(differences(
                        rows(true, List.of(List.of("1", "FRANCE"), List.of("2", "null"), List.of("3", "PERU"))),
                        FRANCE))
                .containsExactly("row 2: column nation: expected null, got null");
    }

    @Test
    void rowsTooManyAndTooFewAreNamed() {
        assertThat(differences(rows(false, List.of(List.of("1", "FRANCE"), List.of("4", "CHAD"))), FRANCE))
                .containsExactly(
                        "expected 2 rows, got 3 rows",
                        "missing row: [4, CHAD]",
                        "unexpected row: [2, null]",
                        "unexpected row: [3, PERU]");
    }

    @Test
    void rowsThatAppearTwiceCountTwice() {
        Answer twice = new Answer.Rows(List.of("a"), List.of(List.of("x"), List.of("x")));
        assertThat(differences(rows(false, List.of(List.of("x"), List.of("y"))), twice))
                .containsExactly("missing row: [y]", "unexpected row: [x]");
    }

    @Test
    void valuesThatMustNeverAppearAreLookedForEverywhere() {
        assertThat(differences(holding(List.of(), List.of("PERU")), FRANCE)).hasSize(1);
        assertThat(differences(holding(List.of(), List.of("nat")), FRANCE)).hasSize(1);
        assertThat(differences(holding(List.of("RAN"), List.of("CHAD")), FRANCE))
                .isEmpty();
        assertThat(differences(holding(List.of("CHAD"), List.of()), FRANCE)).containsExactly("no value holds 'CHAD'");
        Expected silent = new Expected(
                null,
                false,
                List.of(),
                null,
                List.of(),
                List.of("region"),
                new Refusal("", Optional.empty(), ""),
                null);
        assertThat(differences(silent, new Answer.Refused(DENIED)))
                .containsExactly("the refusal holds 'region', which must never appear");
    }

    @Test
    void refusalsAreComparedByWhatIsGiven() {
        Answer denied = new Answer.Refused(DENIED);
        assertThat(differences(refused("", null, ""), denied)).isEmpty();
        assertThat(differences(refused("42501", ErrorKind.PERMISSION_DENIED, "'region'"), denied))
                .isEmpty();
        assertThat(differences(refused("42P01", null, ""), denied)).hasSize(1);
        assertThat(differences(refused("", ErrorKind.NOT_FOUND, ""), denied)).hasSize(1);
        assertThat(differences(refused("", null, "tenant"), denied)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorKind.class,
            names = {"RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "CANCELLED", "UNAVAILABLE", "INTERNAL"})
    void aFailureIsNoRefusalUnlessTheTestNamesIt(ErrorKind kind) {
        Answer failed =
                new Answer.Refused(ColonnadeException.of(kind, SqlState.RESOURCES_EXHAUSTED, "Cannot read so much"));
        assertThat(differences(refused("", null, ""), failed))
                .singleElement()
                .asString()
                .startsWith("was not refused, but failed: Cannot read so much");
        assertThat(differences(refused("", kind, ""), failed)).isEmpty();
    }

    @Test
    void anAnswerIsNoRefusalAndTheOtherWayRound() {
        assertThat(differences(refused("", null, ""), FRANCE))
                .containsExactly("was answered with 3 rows, and not refused");
        assertThat(differences(rows(false, List.of()), new Answer.Refused(DENIED)))
                .singleElement()
                .asString()
                .startsWith("was refused: Cannot read");
    }

    @Test
    void columnsAndCountsAreCompared() {
        Expected expected = new Expected(null, false, List.of("nation", "id"), 2, List.of(), List.of(), null, null);
        assertThat(differences(expected, FRANCE))
                .containsExactly("columns: expected [nation, id], got [id, nation]", "expected 2 rows, got 3 rows");
    }

    @Test
    void tablesAreExactlyThoseThatAreVisible() {
        Comparison comparison = new Comparison(
                new Expected(null, false, List.of(), null, List.of(), List.of(), null, Set.of("a.b", "a.c")));
        comparison.visible(Set.of("a.c", "a.d"));
        assertThat(comparison.differences())
                .containsExactly("sees a.d, which it should not", "does not see a.b, which it should");
    }
}

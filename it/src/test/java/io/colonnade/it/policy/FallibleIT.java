package io.colonnade.it.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody learns by a failure that a hidden row exists. {@code fallible.sql} holds expressions that fail on hidden rows and on
 * no visible one; each stands in every place of {@code positions.sql} and is asked of two databases, one of which never had
 * the hidden rows: rows, SQLSTATE and words are the same, and the rows are the truth's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FallibleIT {
    private static final Person ASKING = Person.ALICE;
    private static final int PROMISED = 50;

    /** Of the local engine, and of the parser. */
    private static final Set<@Nullable String> NOT_SUPPORTED = Set.of(PolicyCase.UNSUPPORTED, "42601");

    private final List<String> positions = read("positions.sql");
    private PipelineDoor with;
    private PipelineDoor without;
    private Truth truth;

    @BeforeAll
    void open() throws Exception {
        with = PipelineDoor.over(PolicyDatabase.source());
        without = PipelineDoor.over(PolicyDatabase.sourceWithoutRowsHiddenFrom(ASKING));
        truth = Truth.of(ASKING);
    }

    @AfterAll
    void close() throws Exception {
        truth.close();
        without.close();
        with.close();
    }

    static Stream<String> expressions() {
        return read("fallible.sql").stream();
    }

    private static List<String> read(String resource) {
        try {
            String text = Files.readString(PolicyDatabase.resource(resource));
            return Arrays.stream(text.strip().split("\\n\\n+")).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void holdsAsManyExpressionsAsPromised() {
        assertThat(expressions()).hasSizeGreaterThanOrEqualTo(PROMISED).doesNotHaveDuplicates();
    }

    /** To whoever sees all rows it fails, so that its silence to others says something. */
    @ParameterizedTest
    @MethodSource("expressions")
    void failsOnAHiddenRow(String expression) throws Exception {
        Question everywhere = at(positions.get(0), expression);
        assertThat(with.ask(Person.ADMIN, everywhere))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.ofData()).as("%s", refused).isTrue());
        assertThat(without.ask(Person.ALICE, everywhere)).isInstanceOf(Answer.Rows.class);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void endsTheSameWhetherHiddenRowsExistOrNot(String expression) throws Exception {
        List<String> differences = new ArrayList<>();
        int answered = 0;
        for (String position : positions) {
            Question question = at(position, expression);
            Answer hidden = with.ask(ASKING, question);
            Answer absent = without.ask(ASKING, question);
            Answer wanted = truth.ask(question);
            boolean refused = hidden instanceof Answer.Refused refusal && NOT_SUPPORTED.contains(refusal.state());
            boolean same = Comparison.same(question, absent, hidden)
                    && (hidden instanceof Answer.Rows || hidden.equals(absent))
                    && (refused || Comparison.same(question, wanted, hidden));
            answered += refused ? 0 : 1;
            if (!same) {
                differences.add(question + "\n  with " + hidden + "\n  without " + absent + "\n  truth " + wanted);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answered).as("places where it was evaluated at all").isGreaterThan(positions.size() / 2);
    }

    private static Question at(String position, String expression) {
        return Question.of(position.replace("$E", expression));
    }
}

package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Statements as long as a client may send them, in what expressions recurse over or come back to. */
final class LongTextTest {
    private static final int LENGTH = 250_000;
    /** Hours, if the time grows with the square. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private final QueryParser parser = new QueryParser();

    private void refused(String sql, String words) {
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> parser.parse(new QueryRequest.Sql(sql, null)))
                        .isInstanceOf(ColonnadeException.class)
                        .hasMessageContaining(words));
    }

    @Test
    void errorBehindOrAtALongTextIsTold() {
        refused("select a b '" + "x".repeat(LENGTH) + "'", "found");
        refused("select a b '" + "''".repeat(LENGTH / 2) + "'", "found");
        refused("select a b \"" + "x".repeat(LENGTH) + "\"", "found");
        refused("select '" + "x".repeat(LENGTH), "not closed");
    }

    @Test
    void errorBehindManyBlanksAndCommentsIsTold() {
        refused(" ".repeat(LENGTH) + "selct 1", "did you mean 'select'?");
        refused("/**/".repeat(LENGTH / 4) + "selct 1", "did you mean 'select'?");
        refused("--\n".repeat(LENGTH / 3) + "selct 1", "did you mean 'select'?");
        refused("select 1 frm " + "/*".repeat(LENGTH / 2), "Cannot parse");
    }

    @Test
    void longTextThatIsMeantAsADateIsLeftToTheSource() {
        String sql =
                "select date '." + "1".repeat(LENGTH) + "\n\nx', timestamp '" + ".1111111".repeat(LENGTH / 16) + "\nx'";
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThat(parser.parse(new QueryRequest.Sql(sql, null)).query())
                        .isNotNull());
    }

    @Test
    void placeIsFoundBehindCommentsAndTexts() {
        SourceText text = new SourceText(" /* a */ -- b\n 'it''s' x");
        int start = text.tokenStart(0);
        assertThat(text.tokenAt(start)).isEqualTo("'it''s'");
        assertThat(text.before(text.text().length())).isEqualTo("'it''s' x");
        assertThat(new SourceText("a /* b").before(6)).isEqualTo("a /* b");
        assertThat(new SourceText("'open").tokenAt(0)).isEqualTo("'open");
    }
}

package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NestingLimitTest {
    private final QueryParser parser = new QueryParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "select (",
                "not ",
                "- ",
                "case when ",
                "f(",
                "exists (select ",
                "(select * from (",
                "a + (",
                "1 + ",
                "a || ",
                "a::text || ",
                "a like ",
                "a like 'x' or ",
                "array[",
                "case a when ",
                "cast(",
                "interval (",
                "a -> "
            })
    void depthIsRefusedAndNeverOverflowsTheStack(String piece) {
        String text = "select " + piece.repeat(400_000 / piece.length()) + "1";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> parse(text)).isInstanceOf(ColonnadeException.class));
    }

    @Test
    void nestingThatPeopleWriteIsAccepted() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> parse("select " + "(".repeat(60) + "a" + ")".repeat(60) + " from t"));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> parse("select * from (".repeat(30) + "select 1" + ") as q".repeat(30)));
    }

    @Test
    void aFilterOfThousandsOfTermsIsAccepted() {
        String text = "select a from t where a = 1" + " or a = 2 and b <> 3".repeat(3000);

        assertThat(parse(text).kind()).isEqualTo(ParsedQuery.Kind.QUERY);
    }

    @Test
    void aTextBeyondAMebibyteIsRefused() {
        assertThatThrownBy(() -> parse("select '" + "x".repeat(1 << 20) + "'"))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void bracketsInStringsAndCommentsDoNotCount() {
        parse("select '" + "(".repeat(500) + "' /* " + "(".repeat(500) + " */ -- " + "(".repeat(500));
    }

    private ParsedQuery parse(String text) {
        return parser.parse(new QueryRequest.Sql(text, null));
    }
}

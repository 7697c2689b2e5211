package io.colonnade.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ColonnadeExceptionTest {
    @Test
    void aPositionIsAddedWithoutLosingAnything() {
        Throwable cause = new IllegalStateException("only for the server");
        ColonnadeException plain = ColonnadeException.causedBy(
                cause, ErrorKind.INVALID_ARGUMENT, SqlState.UNDEFINED_COLUMN, "Cannot find column 'x'");
        ColonnadeException placed = plain.at(new TextPosition(2, 7));
        assertThat(placed.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        assertThat(placed.sqlState()).isEqualTo("42703");
        assertThat(placed).hasMessage("Cannot find column 'x'").hasCause(cause);
        assertThat(placed.position()).contains(new TextPosition(2, 7));
        assertThat(placed.clientMessage()).isEqualTo("Cannot find column 'x' (line 2, column 7)");
        assertThat(placed.getStackTrace()).isEqualTo(plain.getStackTrace());
        assertThat(plain.clientMessage()).isEqualTo("Cannot find column 'x'");
    }

    @Test
    void whatIsForTheOperatorReachesNoClientHoweverTheErrorIsCopied() {
        ColonnadeException error = ColonnadeException.of(
                        ErrorKind.UNAVAILABLE, SqlState.UNABLE_TO_CONNECT, "Cannot connect to source 'db'")
                .forOperator(" at db.internal:5432")
                .retryableAfter(Duration.ofSeconds(1))
                .at(new TextPosition(1, 2));
        assertThat(error).hasMessage("Cannot connect to source 'db' at db.internal:5432");
        assertThat(error.clientMessage()).isEqualTo("Cannot connect to source 'db' (line 1, column 2)");
        assertThat(error.retryAfter()).contains(Duration.ofSeconds(1));
    }

    @Test
    void everySqlStateHasFiveCharactersAndIsListedOnce() {
        assertThat(Arrays.stream(SqlState.values()).map(SqlState::code))
                .allMatch(code -> code.matches("[0-9A-Z]{5}"))
                .doesNotHaveDuplicates();
    }
}

package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void callersGetFourHundredsAndOperatorsFiveHundreds() {
        assertThat(Problem.status(ErrorKind.INVALID_ARGUMENT)).isEqualTo(400);
        assertThat(Problem.status(ErrorKind.NOT_FOUND)).isEqualTo(404);
        assertThat(Problem.status(ErrorKind.RESOURCE_EXHAUSTED)).isEqualTo(429);
        assertThat(Problem.status(ErrorKind.UNAVAILABLE)).isEqualTo(503);
        assertThat(Problem.status(ErrorKind.DEADLINE_EXCEEDED)).isEqualTo(504);
        assertThat(Problem.status(ErrorKind.CONTRACT_VIOLATION)).isEqualTo(500);
    }

    @Test
    void ourOwnWordsAndStateAreTold() {
        ColonnadeException failure =
                ColonnadeException.of(ErrorKind.NOT_FOUND, SqlState.UNDEFINED_TABLE, "No such batch");
        assertThat(Problem.of(failure)).isEqualTo(new Problem(404, "No such batch", "42P01", Duration.ofSeconds(1)));
    }

    @Test
    void usedUpMemoryIsALimitAsAtTheOtherDoor() {
        Problem problem = Problem.of(new OutOfMemoryException("Failure allocating buffer."));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.sqlState()).isEqualTo(SqlState.RESOURCES_EXHAUSTED.code());
    }

    @Test
    void errorOfTheJvmIsAProblemToo() {
        assertThat(Problem.of(new StackOverflowError()).status()).isEqualTo(500);
    }

    @Test
    void theWordsOfOthersStayInTheLog() {
        Problem problem = Problem.of(new IllegalStateException("row (4711) is secret"));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).contains("incident").doesNotContain("4711");
    }
}

package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlightErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, INVALID_ARGUMENT",
        "NOT_FOUND, NOT_FOUND",
        "UNAUTHENTICATED, UNAUTHENTICATED",
        "PERMISSION_DENIED, UNAUTHORIZED",
        "RESOURCE_EXHAUSTED, RESOURCE_EXHAUSTED",
        "CANCELLED, CANCELLED",
        "DEADLINE_EXCEEDED, TIMED_OUT",
        "UNAVAILABLE, UNAVAILABLE",
        "UNIMPLEMENTED, UNIMPLEMENTED",
        "FAILED_PRECONDITION, INVALID_ARGUMENT",
        "CONTRACT_VIOLATION, INTERNAL",
        "INVALID_CONFIGURATION, INTERNAL",
        "INTERNAL, INTERNAL",
    })
    void eachKindHasItsStatus(ErrorKind kind, FlightStatusCode expected) {
        assertThat(FlightErrors.status(kind).code()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void messageAndSqlStateReachTheClientAndTheCauseDoesNot(ErrorKind kind) {
        RuntimeException cause = new IllegalStateException("secret of the server");
        FlightRuntimeException error = FlightErrors.of(
                ColonnadeException.causedBy(cause, kind, SqlState.UNDEFINED_TABLE, "Cannot find the table"));
        assertThat(error.status().description()).isEqualTo("Cannot find the table");
        assertThat(error.status().metadata().get(FlightErrors.SQLSTATE)).isEqualTo("42P01");
        assertThat(error.status().cause()).isNull();
    }

    @Test
    void unexpectedFailureTellsOnlyAnIncident() {
        FlightRuntimeException error = FlightErrors.of(new IllegalStateException("secret of the server"));
        assertThat(error.status().code()).isEqualTo(FlightStatusCode.INTERNAL);
        assertThat(error.status().description()).contains("incident").doesNotContain("secret");
        assertThat(error.status().cause()).isNull();
    }

    @Test
    void longMessageIsShortenedToWhatTrailersHold() {
        FlightRuntimeException error = FlightErrors.of(
                ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, "é".repeat(10_000)));
        assertThat(error.status().description().length()).isLessThan(900);
    }

    @Test
    void exhaustionComesWithAHintWhenToRetry() {
        FlightRuntimeException error = FlightErrors.of(
                ColonnadeException.of(ErrorKind.RESOURCE_EXHAUSTED, SqlState.TOO_MANY_CONNECTIONS, "Too many"));
        assertThat(error.status().metadata().get(FlightErrors.RETRY_AFTER_SECONDS))
                .isEqualTo("1");
    }

    /** Clients of gRPC's own conventions find the hint, and Go's take the message from there too. */
    @Test
    void hintIsInTheDetailsOfTheStatus() throws Exception {
        FlightRuntimeException error =
                FlightErrors.of(ColonnadeException.of(ErrorKind.UNAVAILABLE, SqlState.ADMIN_SHUTDOWN, "Stopping")
                        .retryableAfter(Duration.ofMillis(2_500)));
        assertThat(error.status().metadata().get("retry-after")).isEqualTo("3");
        assertThat(error.status().metadata().get("retry-after-ms")).isEqualTo("2500");
        Status status = Status.parseFrom(error.status().metadata().getByte("grpc-status-details-bin"));
        assertThat(status.getCode()).isEqualTo(14);
        assertThat(status.getMessage()).isEqualTo("Stopping");
        com.google.protobuf.Duration delay =
                status.getDetails(0).unpack(RetryInfo.class).getRetryDelay();
        assertThat(delay.getSeconds()).isEqualTo(2);
        assertThat(delay.getNanos()).isEqualTo(500_000_000);
    }
}

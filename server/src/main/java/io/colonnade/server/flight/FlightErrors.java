package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.server.session.Incidents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as Flight clients see them: a status, Colonnade's message, and the SQLSTATE in the trailers. */
final class FlightErrors {
    static final String SQLSTATE = "colonnade-sqlstate";
    static final String RETRY_AFTER_SECONDS = "retry-after";
    static final String RETRY_AFTER_MILLIS = "retry-after-ms";
    /** A google.rpc.Status, as gRPC's own conventions have it. */
    static final String DETAILS = "grpc-status-details-bin";

    private static final Logger LOG = LoggerFactory.getLogger(FlightErrors.class);

    /** Clients refuse trailers above 8 KiB, and one character may need nine bytes there. */
    private static final int LONGEST_MESSAGE = 800;

    private FlightErrors() {}

    static FlightRuntimeException of(Throwable failure) {
        if (failure instanceof FlightRuntimeException already) {
            return already;
        }
        return of(Incidents.told(failure));
    }

    private static FlightRuntimeException of(ColonnadeException failure) {
        if (failure.getCause() != null) {
            log(failure);
        }
        ErrorFlightMetadata metadata = new ErrorFlightMetadata();
        insert(metadata, SQLSTATE, failure.sqlState());
        failure.retryAfter().or(() -> usualRetry(failure.kind())).ifPresent(wait -> hint(metadata, failure, wait));
        return status(failure.kind())
                .withDescription(shortened(failure.clientMessage()))
                .withMetadata(metadata)
                .toRuntimeException();
    }

    private static Optional<Duration> usualRetry(ErrorKind kind) {
        boolean passing = kind == ErrorKind.RESOURCE_EXHAUSTED || kind == ErrorKind.UNAVAILABLE;
        return passing ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
    }

    private static void hint(ErrorFlightMetadata metadata, ColonnadeException failure, Duration wait) {
        long millis = Math.max(1, wait.toMillis());
        insert(metadata, RETRY_AFTER_SECONDS, String.valueOf((millis + 999) / 1000));
        insert(metadata, RETRY_AFTER_MILLIS, String.valueOf(millis));
        metadata.insert(DETAILS, details(failure, delay(millis)).toByteArray());
    }

    private static com.google.protobuf.Duration delay(long millis) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(millis / 1000)
                .setNanos(Math.toIntExact(millis % 1000) * 1_000_000)
                .build();
    }

    private static Status details(ColonnadeException failure, com.google.protobuf.Duration wait) {
        return Status.newBuilder()
                .setCode((failure.kind() == ErrorKind.UNAVAILABLE ? Code.UNAVAILABLE : Code.RESOURCE_EXHAUSTED)
                        .getNumber())
                .setMessage(shortened(failure.clientMessage()))
                .addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(wait).build()))
                .build();
    }

    private static void log(ColonnadeException failure) {
        switch (failure.kind()) {
            case INTERNAL, UNAVAILABLE, INVALID_CONFIGURATION, CONTRACT_VIOLATION ->
                LOG.warn("{}", failure.getMessage(), failure.getCause());
            default -> LOG.debug("{}", failure.getMessage(), failure.getCause());
        }
    }

    static CallStatus status(ErrorKind kind) {
        return switch (kind) {
            // Flight has no status of its own for a failed precondition, and maps gRPC's to this one.
            case INVALID_ARGUMENT, FAILED_PRECONDITION -> CallStatus.INVALID_ARGUMENT;
            case NOT_FOUND -> CallStatus.NOT_FOUND;
            case UNAUTHENTICATED -> CallStatus.UNAUTHENTICATED;
            case PERMISSION_DENIED -> CallStatus.UNAUTHORIZED;
            case RESOURCE_EXHAUSTED -> CallStatus.RESOURCE_EXHAUSTED;
            case CANCELLED -> CallStatus.CANCELLED;
            case DEADLINE_EXCEEDED -> CallStatus.TIMED_OUT;
            case UNAVAILABLE -> CallStatus.UNAVAILABLE;
            case UNIMPLEMENTED -> CallStatus.UNIMPLEMENTED;
            case CONTRACT_VIOLATION, INVALID_CONFIGURATION, INTERNAL -> CallStatus.INTERNAL;
        };
    }

    private static void insert(ErrorFlightMetadata metadata, String key, String value) {
        metadata.insert(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}

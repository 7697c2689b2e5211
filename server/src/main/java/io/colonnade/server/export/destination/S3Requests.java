package io.colonnade.server.export.destination;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the answers of a store mean when they are no success. The words of an error stay out: a store may repeat keys and names in them. */
final class S3Requests {
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int CONDITION_FAILED = 412;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** Codes of refusals that pass, although their status says that the caller is wrong. */
    private static final Set<String> PASSING = Set.of("RequestTimeout", "OperationAborted", "SlowDown", "BadDigest");

    private S3Requests() {}

    /** A request to a store. */
    interface Call<T> {
        T send();
    }

    /** What was to be so is not, and the store has done nothing. */
    static final class ConditionFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        ConditionFailedException(String message) {
            super(message);
        }
    }

    /** The store does not know what is asked for. */
    static final class UnknownFeatureException extends StoreRefusalException {
        private static final long serialVersionUID = 1L;

        UnknownFeatureException(String message) {
            super(message);
        }
    }

    /** There is no such object, upload or bucket. */
    static final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    /**
     * Sends a request, as often as the client is set to.
     *
     * @param what for the log
     * @throws IOException whatever the store answers, or that it does not
     */
    static <T> T send(String what, Call<T> call) throws IOException {
        try {
            return call.send();
        } catch (AwsServiceException e) {
            throw refusal(what, e);
        } catch (SdkException e) {
            throw new IOException("No answer to " + what, e);
        }
    }

    private static IOException refusal(String what, AwsServiceException e) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        String message = "Answer to " + what + ": " + e.statusCode() + " " + code;
        if (e.statusCode() == CONDITION_FAILED || code.equals("ConditionalRequestConflict")) {
            return new ConditionFailedException(message);
        }
        if (e.statusCode() == NOT_IMPLEMENTED) {
            return new UnknownFeatureException(message);
        }
        if (e.statusCode() == NOT_FOUND && !code.equals("NoSuchBucket")) {
            return new MissingException(message);
        }
        return isPassing(e.statusCode(), code) ? new IOException(message) : new StoreRefusalException(message);
    }

    private static boolean isPassing(int status, String code) {
        return status >= SERVER_ERROR
                || status == REQUEST_TIMEOUT
                || status == TOO_MANY
                || status == CONFLICT
                || PASSING.contains(code);
    }
}

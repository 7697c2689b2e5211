package io.colonnade.jdbc.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * The SQLSTATE codes that the driver raises by itself, and the one place that makes a {@link SQLException}: the class of
 * java.sql follows from the code, so that a caller may catch either. Immutable.
 */
public enum SqlState {
    UNABLE_TO_CONNECT("08001"),
    CONNECTION_CLOSED("08003"),
    CONNECTION_FAILURE("08006"),
    PROTOCOL_VIOLATION("08P01"),
    PARAMETER_UNSET("07001"),
    INVALID_INDEX("07009"),
    FEATURE_NOT_SUPPORTED("0A000"),
    NUMERIC_OUT_OF_RANGE("22003"),
    INVALID_CONVERSION("22018"),
    INVALID_PARAMETER("22023"),
    INVALID_CURSOR_STATE("24000"),
    INVALID_TRANSACTION_STATE("25000"),
    READ_ONLY_TRANSACTION("25006"),
    INVALID_AUTHORIZATION("28000"),
    INVALID_REQUEST("42000"),
    INSUFFICIENT_PRIVILEGE("42501"),
    UNDEFINED_COLUMN("42703"),
    UNDEFINED_TABLE("42P01"),
    RESOURCES_EXHAUSTED("53000"),
    OBJECT_NOT_IN_STATE("55000"),
    QUERY_CANCELED("57014"),
    CANNOT_CONNECT_NOW("57P03"),
    INTERNAL_ERROR("XX000");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** Returns the five characters of the code. */
    public String code() {
        return code;
    }

    /** Tells whether an exception has this code. */
    public boolean isStateOf(SQLException failure) {
        return code.equals(failure.getSQLState());
    }

    public SQLException exception(String message) {
        return exception(code, message, null);
    }

    public SQLException exception(String message, @Nullable Throwable cause) {
        return exception(code, message, cause);
    }

    /** Makes the exception for a code, which may be one that only the server knows. */
    public static SQLException exception(String code, String message, @Nullable Throwable cause) {
        if (code.equals(UNABLE_TO_CONNECT.code)) {
            return new SQLTransientConnectionException(message, code, cause);
        }
        switch (code.substring(0, 2)) {
            case "08":
                return new SQLNonTransientConnectionException(message, code, cause);
            case "0A":
                return new SQLFeatureNotSupportedException(message, code, cause);
            case "22":
                return new SQLDataException(message, code, cause);
            case "28":
                return new SQLInvalidAuthorizationSpecException(message, code, cause);
            case "42":
                return new SQLSyntaxErrorException(message, code, cause);
            case "53":
                return new SQLTransientException(message, code, cause);
            default:
                return new SQLException(message, code, cause);
        }
    }

    /** Makes the exception for a limit of time that the caller has set. */
    public static SQLException timeout(String message, @Nullable Throwable cause) {
        return new SQLTimeoutException(message, QUERY_CANCELED.code, cause);
    }

    /** Makes the exception for a feature that the driver does not offer. */
    public static SQLFeatureNotSupportedException unsupported(String feature) {
        return new SQLFeatureNotSupportedException(
                "Cannot use " + feature + ": not supported by Colonnade", FEATURE_NOT_SUPPORTED.code);
    }
}

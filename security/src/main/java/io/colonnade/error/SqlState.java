package io.colonnade.error;

/** The SQLSTATE codes that Colonnade raises by itself (ISO/IEC 9075 and PostgreSQL's appendix A). */
public enum SqlState {
    CONNECTION_FAILURE("08006"),
    UNABLE_TO_CONNECT("08001"),
    FEATURE_NOT_SUPPORTED("0A000"),
    INVALID_AUTHORIZATION("28000"),
    INVALID_PASSWORD("28P01"),
    DATA_EXCEPTION("22000"),
    NUMERIC_OUT_OF_RANGE("22003"),
    NULL_NOT_ALLOWED("22004"),
    CHARACTER_NOT_IN_REPERTOIRE("22021"),
    INVALID_PARAMETER("22023"),
    READ_ONLY_TRANSACTION("25006"),
    INVALID_TRANSACTION_STATE("25000"),
    SYNTAX_ERROR("42601"),
    INSUFFICIENT_PRIVILEGE("42501"),
    UNDEFINED_COLUMN("42703"),
    UNDEFINED_FUNCTION("42883"),
    UNDEFINED_TABLE("42P01"),
    UNDEFINED_SCHEMA("3F000"),
    DATATYPE_MISMATCH("42804"),
    AMBIGUOUS_COLUMN("42702"),
    TOO_MANY_CONNECTIONS("53300"),
    RESOURCES_EXHAUSTED("53000"),
    NOT_IN_PREREQUISITE_STATE("55000"),
    QUERY_CANCELED("57014"),
    CONFIG_FILE_ERROR("F0000"),
    INTERNAL_ERROR("XX000");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** Returns the five characters of the code. */
    public String code() {
        return code;
    }
}

package io.colonnade.server.flight;

import io.colonnade.server.admission.AdmissionLimits;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlNullOrdering;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlOuterJoinsSupportLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedCaseSensitivity;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedGroupBy;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedResultSetConcurrency;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedResultSetType;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedSubqueries;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedTransaction;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedUnions;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlTransactionIsolationLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedAnsi92SqlGrammarLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedSqlGrammar;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What GetSqlInfo tells of the server: a value for every code of the specification, because clients fail on what is
 * missing. A value is a String, Boolean, Long, Integer (codes and bit masks), list of String, or map of Integer to list of
 * Integer, as the code has it. Immutable.
 */
final class ServerFacts {
    /** PostgreSQL's limits hold for what is pushed down to it. */
    private static final long LONGEST_NAME = 63;

    private static final long NO_LIMIT = 0;

    private final Map<SqlInfo, Object> facts = new EnumMap<>(SqlInfo.class);

    ServerFacts(FlightDoorSettings settings, AdmissionLimits limits) {
        server(settings);
        names();
        statements();
        functions();
        limits(limits);
        transactions();
        results();
    }

    /** Returns the facts with the given codes, in their order; all, if none is given. Unknown codes have no fact. */
    Map<Integer, Object> of(Collection<Integer> codes) {
        Map<Integer, Object> chosen = new LinkedHashMap<>();
        if (codes.isEmpty()) {
            facts.forEach((info, value) -> chosen.put(info.getNumber(), value));
        } else {
            for (Integer code : codes) {
                SqlInfo info = SqlInfo.forNumber(code);
                if (info != null && facts.containsKey(info)) {
                    chosen.put(code, facts.get(info));
                }
            }
        }
        return chosen;
    }

    private void server(FlightDoorSettings settings) {
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_NAME, "Colonnade");
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_VERSION, settings.version());
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_ARROW_VERSION, arrowVersion());
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_READ_ONLY, true);
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_SQL, true);
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_SUBSTRAIT, false);
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_SUBSTRAIT_MIN_VERSION, "");
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_SUBSTRAIT_MAX_VERSION, "");
        facts.put(
                SqlInfo.FLIGHT_SQL_SERVER_TRANSACTION,
                SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_TRANSACTION_VALUE);
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_CANCEL, true);
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_BULK_INGESTION, false);
        facts.put(SqlInfo.FLIGHT_SQL_SERVER_INGEST_TRANSACTIONS_SUPPORTED, false);
        facts.put(
                SqlInfo.FLIGHT_SQL_SERVER_STATEMENT_TIMEOUT,
                Math.toIntExact(settings.handleLifetime().toMillis()));
        facts.put(
                SqlInfo.FLIGHT_SQL_SERVER_TRANSACTION_TIMEOUT,
                Math.toIntExact(settings.transactionIdle().toMillis()));
    }

    private void names() {
        facts.put(SqlInfo.SQL_IDENTIFIER_CASE, SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_LOWERCASE_VALUE);
        facts.put(SqlInfo.SQL_IDENTIFIER_QUOTE_CHAR, "\"");
        // The specification has no word for "case is kept and matters". JDBC reads this one as "mixed case is
        // supported".
        facts.put(
                SqlInfo.SQL_QUOTED_IDENTIFIER_CASE,
                SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE_VALUE);
        facts.put(SqlInfo.SQL_SEARCH_STRING_ESCAPE, NamePattern.ESCAPE);
        facts.put(SqlInfo.SQL_EXTRA_NAME_CHARACTERS, "$");
        facts.put(SqlInfo.SQL_SCHEMA_TERM, "projection");
        facts.put(SqlInfo.SQL_PROCEDURE_TERM, "procedure");
        facts.put(SqlInfo.SQL_CATALOG_TERM, "catalog");
        facts.put(SqlInfo.SQL_CATALOG_AT_START, true);
        facts.put(SqlInfo.SQL_SCHEMAS_SUPPORTED_ACTIONS, 0);
        facts.put(SqlInfo.SQL_CATALOGS_SUPPORTED_ACTIONS, 0);
        facts.put(SqlInfo.SQL_ALL_TABLES_ARE_SELECTABLE, true);
    }

    private void statements() {
        facts.put(SqlInfo.SQL_DDL_CATALOG, false);
        facts.put(SqlInfo.SQL_DDL_SCHEMA, false);
        facts.put(SqlInfo.SQL_DDL_TABLE, false);
        facts.put(SqlInfo.SQL_NULL_ORDERING, SqlNullOrdering.SQL_NULLS_SORTED_HIGH_VALUE);
        facts.put(SqlInfo.SQL_SUPPORTS_COLUMN_ALIASING, true);
        facts.put(SqlInfo.SQL_NULL_PLUS_NULL_IS_NULL, true);
        facts.put(SqlInfo.SQL_SUPPORTS_CONVERT, Map.of());
        facts.put(SqlInfo.SQL_SUPPORTS_TABLE_CORRELATION_NAMES, true);
        facts.put(SqlInfo.SQL_SUPPORTS_DIFFERENT_TABLE_CORRELATION_NAMES, false);
        facts.put(SqlInfo.SQL_SUPPORTS_EXPRESSIONS_IN_ORDER_BY, true);
        facts.put(SqlInfo.SQL_SUPPORTS_ORDER_BY_UNRELATED, true);
        facts.put(
                SqlInfo.SQL_SUPPORTED_GROUP_BY,
                mask(
                        SqlSupportedGroupBy.SQL_GROUP_BY_UNRELATED_VALUE,
                        SqlSupportedGroupBy.SQL_GROUP_BY_BEYOND_SELECT_VALUE));
        facts.put(SqlInfo.SQL_SUPPORTS_LIKE_ESCAPE_CLAUSE, true);
        facts.put(SqlInfo.SQL_SUPPORTS_NON_NULLABLE_COLUMNS, true);
        facts.put(
                SqlInfo.SQL_SUPPORTED_GRAMMAR,
                mask(SupportedSqlGrammar.SQL_MINIMUM_GRAMMAR_VALUE, SupportedSqlGrammar.SQL_CORE_GRAMMAR_VALUE));
        facts.put(SqlInfo.SQL_ANSI92_SUPPORTED_LEVEL, mask(SupportedAnsi92SqlGrammarLevel.ANSI92_ENTRY_SQL_VALUE));
        facts.put(SqlInfo.SQL_SUPPORTS_INTEGRITY_ENHANCEMENT_FACILITY, false);
        // The proto calls it an ordinal, the Java driver reads a bit mask: every bit set is the highest level in both.
        facts.put(
                SqlInfo.SQL_OUTER_JOINS_SUPPORT_LEVEL,
                mask(
                        SqlOuterJoinsSupportLevel.SQL_LIMITED_OUTER_JOINS_VALUE,
                        SqlOuterJoinsSupportLevel.SQL_FULL_OUTER_JOINS_VALUE));
        facts.put(SqlInfo.SQL_SUPPORTED_POSITIONED_COMMANDS, 0);
        facts.put(SqlInfo.SQL_SELECT_FOR_UPDATE_SUPPORTED, false);
        facts.put(SqlInfo.SQL_STORED_PROCEDURES_SUPPORTED, false);
        facts.put(
                SqlInfo.SQL_SUPPORTED_SUBQUERIES,
                mask(
                        SqlSupportedSubqueries.SQL_SUBQUERIES_IN_COMPARISONS_VALUE,
                        SqlSupportedSubqueries.SQL_SUBQUERIES_IN_EXISTS_VALUE,
                        SqlSupportedSubqueries.SQL_SUBQUERIES_IN_INS_VALUE,
                        SqlSupportedSubqueries.SQL_SUBQUERIES_IN_QUANTIFIEDS_VALUE));
        facts.put(SqlInfo.SQL_CORRELATED_SUBQUERIES_SUPPORTED, true);
        facts.put(
                SqlInfo.SQL_SUPPORTED_UNIONS,
                mask(SqlSupportedUnions.SQL_UNION_VALUE, SqlSupportedUnions.SQL_UNION_ALL_VALUE));
        facts.put(SqlInfo.SQL_BATCH_UPDATES_SUPPORTED, false);
        facts.put(SqlInfo.SQL_NAMED_PARAMETERS_SUPPORTED, false);
        facts.put(SqlInfo.SQL_LOCATORS_UPDATE_COPY, false);
        facts.put(SqlInfo.SQL_STORED_FUNCTIONS_USING_CALL_SYNTAX_SUPPORTED, false);
    }

    private void functions() {
        facts.put(SqlInfo.SQL_KEYWORDS, List.of("EXPLAIN", "ILIKE", "LIMIT", "OFFSET", "QUALIFY", "SHOW"));
        facts.put(SqlInfo.SQL_NUMERIC_FUNCTIONS, FunctionNames.NUMERIC);
        facts.put(SqlInfo.SQL_STRING_FUNCTIONS, FunctionNames.STRING);
        facts.put(SqlInfo.SQL_SYSTEM_FUNCTIONS, FunctionNames.SYSTEM);
        facts.put(SqlInfo.SQL_DATETIME_FUNCTIONS, FunctionNames.DATETIME);
    }

    private void limits(AdmissionLimits limits) {
        for (SqlInfo name : List.of(
                SqlInfo.SQL_MAX_COLUMN_NAME_LENGTH,
                SqlInfo.SQL_DB_SCHEMA_NAME_LENGTH,
                SqlInfo.SQL_MAX_CATALOG_NAME_LENGTH,
                SqlInfo.SQL_MAX_TABLE_NAME_LENGTH)) {
            facts.put(name, LONGEST_NAME);
        }
        for (SqlInfo unlimited : List.of(
                SqlInfo.SQL_MAX_BINARY_LITERAL_LENGTH,
                SqlInfo.SQL_MAX_CHAR_LITERAL_LENGTH,
                SqlInfo.SQL_MAX_COLUMNS_IN_GROUP_BY,
                SqlInfo.SQL_MAX_COLUMNS_IN_INDEX,
                SqlInfo.SQL_MAX_COLUMNS_IN_ORDER_BY,
                SqlInfo.SQL_MAX_COLUMNS_IN_SELECT,
                SqlInfo.SQL_MAX_COLUMNS_IN_TABLE,
                SqlInfo.SQL_MAX_CONNECTIONS,
                SqlInfo.SQL_MAX_CURSOR_NAME_LENGTH,
                SqlInfo.SQL_MAX_INDEX_LENGTH,
                SqlInfo.SQL_MAX_PROCEDURE_NAME_LENGTH,
                SqlInfo.SQL_MAX_ROW_SIZE,
                SqlInfo.SQL_MAX_TABLES_IN_SELECT,
                SqlInfo.SQL_MAX_USERNAME_LENGTH)) {
            facts.put(unlimited, NO_LIMIT);
        }
        facts.put(SqlInfo.SQL_MAX_ROW_SIZE_INCLUDES_BLOBS, true);
        facts.put(SqlInfo.SQL_MAX_STATEMENT_LENGTH, (long) limits.longestSql());
        facts.put(SqlInfo.SQL_MAX_STATEMENTS, (long) limits.streamsPerParty());
    }

    private void transactions() {
        int level = SqlTransactionIsolationLevel.SQL_TRANSACTION_REPEATABLE_READ_VALUE;
        // The specification says int32, Arrow's own JDBC driver fails on anything but int64.
        facts.put(SqlInfo.SQL_DEFAULT_TRANSACTION_ISOLATION, (long) level);
        facts.put(SqlInfo.SQL_TRANSACTIONS_SUPPORTED, true);
        facts.put(SqlInfo.SQL_SUPPORTED_TRANSACTIONS_ISOLATION_LEVELS, mask(level));
        facts.put(SqlInfo.SQL_DATA_DEFINITION_CAUSES_TRANSACTION_COMMIT, false);
        facts.put(SqlInfo.SQL_DATA_DEFINITIONS_IN_TRANSACTIONS_IGNORED, false);
        facts.put(SqlInfo.SQL_SAVEPOINTS_SUPPORTED, false);
    }

    private void results() {
        int readOnly = mask(SqlSupportedResultSetConcurrency.SQL_RESULT_SET_CONCURRENCY_READ_ONLY_VALUE);
        facts.put(
                SqlInfo.SQL_SUPPORTED_RESULT_SET_TYPES,
                mask(SqlSupportedResultSetType.SQL_RESULT_SET_TYPE_FORWARD_ONLY_VALUE));
        facts.put(SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_UNSPECIFIED, 0);
        facts.put(SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_FORWARD_ONLY, readOnly);
        facts.put(SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_SENSITIVE, 0);
        facts.put(SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_INSENSITIVE, 0);
    }

    private static int mask(int... bits) {
        int mask = 0;
        for (int bit : bits) {
            mask |= 1 << bit;
        }
        return mask;
    }

    private static String arrowVersion() {
        String version = Schema.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}

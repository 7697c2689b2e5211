package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.client.ResultRows;
import io.colonnade.it.server.NothingLeft;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver says that one may write, held against the server: each claim by the statement that it is about. */
@ExtendWith(NothingLeft.class)
final class CapabilitiesIT {
    /** A call of each function that takes something else than one argument of its kind. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("CAST", "CAST('1' AS INTEGER)"),
            Map.entry("CONVERT", "CONVERT('1', SQL_INTEGER)"),
            Map.entry("COALESCE", "COALESCE(NULL, 1)"),
            Map.entry("GREATEST", "GREATEST(1, 2)"),
            Map.entry("LEAST", "LEAST(1, 2)"),
            Map.entry("NULLIF", "NULLIF(1, 2)"),
            Map.entry("IFNULL", "IFNULL(NULL, 1)"),
            Map.entry("MOD", "MOD(5, 2)"),
            Map.entry("POWER", "POWER(2, 3)"),
            Map.entry("TRUNCATE", "TRUNCATE(1.55, 1)"),
            Map.entry("PI", "PI()"),
            Map.entry("CHAR", "CHAR(65)"),
            Map.entry("CHR", "CHR(65)"),
            Map.entry("SPACE", "SPACE(2)"),
            Map.entry("CONCAT", "CONCAT('a', 'b')"),
            Map.entry("LEFT", "LEFT('abc', 2)"),
            Map.entry("RIGHT", "RIGHT('abc', 2)"),
            Map.entry("LPAD", "LPAD('a', 3, '-')"),
            Map.entry("RPAD", "RPAD('a', 3, '-')"),
            Map.entry("LOCATE", "LOCATE('b', 'abc')"),
            Map.entry("POSITION", "POSITION('b' IN 'abc')"),
            Map.entry("STRPOS", "STRPOS('abc', 'b')"),
            Map.entry("STARTS_WITH", "STARTS_WITH('abc', 'a')"),
            Map.entry("OVERLAY", "OVERLAY('abcdef' PLACING 'x' FROM 2 FOR 3)"),
            Map.entry("REGEXP_REPLACE", "REGEXP_REPLACE('abc', 'b', 'x')"),
            Map.entry("REPEAT", "REPEAT('a', 2)"),
            Map.entry("REPLACE", "REPLACE('abc', 'b', 'x')"),
            Map.entry("TRANSLATE", "TRANSLATE('abc', 'b', 'x')"),
            Map.entry("SPLIT_PART", "SPLIT_PART('a-b', '-', 1)"),
            Map.entry("SUBSTR", "SUBSTR('abc', 2)"),
            Map.entry("SUBSTRING", "SUBSTRING('abc', 1, 2)"),
            Map.entry("TO_CHAR", "TO_CHAR({d '2024-02-29'}, 'YYYY')"),
            Map.entry("CURRENT_DATE", "CURRENT_DATE"),
            Map.entry("CURRENT_TIME", "CURRENT_TIME"),
            Map.entry("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
            Map.entry("LOCALTIMESTAMP", "LOCALTIMESTAMP"),
            Map.entry("CURDATE", "CURDATE()"),
            Map.entry("CURTIME", "CURTIME()"),
            Map.entry("NOW", "NOW()"),
            Map.entry("DATE_PART", "DATE_PART('year', {d '2024-02-29'})"),
            Map.entry("DATE_TRUNC", "DATE_TRUNC('year', {ts '2024-02-29 12:00:00'})"),
            Map.entry("EXTRACT", "EXTRACT(YEAR FROM {d '2024-02-29'})"),
            Map.entry("MAKE_DATE", "MAKE_DATE(2024, 2, 29)"),
            Map.entry("TIMEZONE", "TIMEZONE('UTC', {ts '2024-02-29 12:00:00'})"),
            Map.entry("TO_DATE", "TO_DATE('2024', 'YYYY')"),
            Map.entry("TO_TIMESTAMP", "TO_TIMESTAMP(0)"),
            Map.entry("TIMESTAMPADD", "TIMESTAMPADD(SQL_TSI_DAY, 1, {ts '2024-02-29 12:00:00'})"),
            Map.entry("TIMESTAMPDIFF", "TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-02-27'}, {d '2024-02-29'})"));

    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void connect() throws SQLException {
        connection = JdbcSession.of("admin");
        connection.setSchema("sales_analytics");
        metadata = connection.getMetaData();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<List<@Nullable String>> query(String sql) throws SQLException {
        return ResultRows.query(connection, sql);
    }

    private boolean claims(String method) throws ReflectiveOperationException {
        return (boolean) DatabaseMetaData.class.getMethod(method).invoke(metadata);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            supportsColumnAliasing                => SELECT id AS x FROM orders LIMIT 1
            nullPlusNonNullIsNull                 => SELECT 1 FROM orders WHERE 1 + CAST(NULL AS INTEGER) IS NULL LIMIT 1
            supportsTableCorrelationNames         => SELECT o.id FROM orders o LIMIT 1
            supportsExpressionsInOrderBy          => SELECT id FROM orders ORDER BY id + 1 LIMIT 1
            supportsOrderByUnrelated              => SELECT id FROM orders ORDER BY total_price LIMIT 1
            supportsGroupBy                       => SELECT status FROM orders GROUP BY status
            supportsGroupByUnrelated              => SELECT count(*) FROM orders GROUP BY status
            supportsGroupByBeyondSelect           => SELECT status FROM orders GROUP BY status, priority
            supportsLikeEscapeClause              => SELECT 1 FROM orders WHERE 'a%' LIKE 'a!%' ESCAPE '!' LIMIT 1
            supportsOuterJoins                    => SELECT 1 FROM orders o LEFT JOIN customers c ON o.id = c.id LIMIT 1
            supportsFullOuterJoins                => SELECT 1 FROM orders o FULL JOIN customers c ON o.id = c.id LIMIT 1
            supportsLimitedOuterJoins             => SELECT 1 FROM orders o RIGHT JOIN customers c ON o.id = c.id LIMIT 1
            supportsSchemasInDataManipulation     => SELECT 1 FROM sales_analytics.orders LIMIT 1
            supportsCatalogsInDataManipulation    => SELECT 1 FROM colonnade.sales_analytics.orders LIMIT 1
            supportsSubqueriesInComparisons       => SELECT id FROM orders WHERE id = (SELECT max(id) FROM orders)
            supportsSubqueriesInExists            => SELECT 1 FROM orders WHERE EXISTS (SELECT 1 FROM customers) LIMIT 1
            supportsSubqueriesInIns               => SELECT id FROM orders WHERE id IN (SELECT order_id FROM lineitems) LIMIT 1
            supportsSubqueriesInQuantifieds       => SELECT id FROM orders WHERE id >= ALL (SELECT id FROM orders)
            supportsCorrelatedSubqueries          => SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id) LIMIT 1
            supportsUnion                         => SELECT 1 UNION SELECT 1
            supportsUnionAll                      => SELECT 1 UNION ALL SELECT 1
            supportsMixedCaseQuotedIdentifiers    => SELECT x."Id" FROM (SELECT id AS "Id", id AS "ID" FROM orders LIMIT 1) x
            storesLowerCaseIdentifiers            => SELECT x."id" FROM (SELECT ID FROM ORDERS LIMIT 1) x
            supportsCoreSQLGrammar                => SELECT DISTINCT status FROM orders WHERE status BETWEEN 'A' AND 'Z'
            supportsMinimumSQLGrammar             => SELECT * FROM orders WHERE status = 'O' OR NOT (id > 1) LIMIT 1
            supportsANSI92EntryLevelSQL           => SELECT count(DISTINCT status), sum(total_price) FROM orders HAVING count(*) > 0
            isCatalogAtStart                      => SELECT 1 FROM colonnade.sales_analytics.orders LIMIT 1
            """)
    void everyClaimIsTrue(String method, String sql) throws Exception {
        assertThat(claims(method)).isTrue();
        assertThat(query(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            supportsMixedCaseIdentifiers              => 42703 => SELECT x."Id" FROM (SELECT Id FROM orders) x
            supportsSelectForUpdate                   => 25006 => SELECT id FROM orders FOR UPDATE
            supportsAlterTableWithAddColumn           => 25006 => ALTER TABLE orders ADD COLUMN x INTEGER
            supportsAlterTableWithDropColumn          => 25006 => ALTER TABLE orders DROP COLUMN id
            supportsSchemasInTableDefinitions         => 25006 => CREATE TABLE sales_analytics.t (id INTEGER)
            supportsCatalogsInTableDefinitions        => 25006 => CREATE TABLE colonnade.sales_analytics.t (id INTEGER)
            supportsSchemasInIndexDefinitions         => 25006 => CREATE INDEX i ON sales_analytics.orders (id)
            supportsSchemasInPrivilegeDefinitions     => 25006 => GRANT SELECT ON sales_analytics.orders TO alice
            supportsDataManipulationTransactionsOnly  => 25006 => DELETE FROM orders
            supportsIntegrityEnhancementFacility      => 25006 => CREATE TABLE t (id INTEGER PRIMARY KEY CHECK (id > 0))
            """)
    void whatIsNotClaimedIsRefused(String method, String state, String sql) throws Exception {
        assertThat(claims(method)).isFalse();
        assertThatThrownBy(() -> connection.createStatement().execute(sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void nullsAreSortedAsIfTheyWereHigh() throws SQLException {
        assertThat(metadata.nullsAreSortedHigh()).isTrue();
        String values = "SELECT x FROM (VALUES (1), (NULL)) v(x) ORDER BY x";
        assertThat(query(values)).containsExactly(List.of("1"), nothing());
        assertThat(query(values + " DESC")).containsExactly(nothing(), List.of("1"));
    }

    private static List<@Nullable String> nothing() {
        List<@Nullable String> row = new ArrayList<>();
        row.add(null);
        return row;
    }

    @Test
    void correlationNamesMayBeTheNamesOfTables() throws SQLException {
        assertThat(metadata.supportsDifferentTableCorrelationNames()).isFalse();
        assertThat(query("SELECT customers.id FROM orders customers LIMIT 1")).hasSize(1);
    }

    @Test
    void preparedStatementsOutliveTransactionsAndResultsDoNot() throws SQLException {
        assertThat(metadata.supportsOpenStatementsAcrossCommit()).isTrue();
        assertThat(metadata.supportsOpenCursorsAcrossCommit()).isFalse();
        connection.setAutoCommit(false);
        try (java.sql.PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM orders")) {
            assertThat(ResultRows.rows(statement.executeQuery())).hasSize(1);
            connection.commit();
            assertThat(ResultRows.rows(statement.executeQuery())).hasSize(1);
            connection.rollback();
            assertThat(ResultRows.rows(statement.executeQuery())).hasSize(1);
        }
    }

    @Test
    void everyFunctionOfTheListsCanBeCalledInAnEscape() throws SQLException {
        List<String> failures = new ArrayList<>();
        tryOut(metadata.getNumericFunctions(), "1.5", failures);
        tryOut(metadata.getStringFunctions(), "'2'", failures);
        tryOut(metadata.getSystemFunctions(), "1", failures);
        tryOut(metadata.getTimeDateFunctions(), "{ts '2024-02-29 12:34:56'}", failures);
        assertThat(failures).isEmpty();
    }

    private void tryOut(String list, String argument, List<String> failures) {
        for (String name : list.split(",")) {
            String call = CALLS.getOrDefault(name, name + "(" + argument + ")");
            try {
                query("SELECT {fn " + call + "}");
            } catch (SQLException e) {
                failures.add(call + ": " + e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            {fn UCASE('a')}                                                            => A
            {fn LENGTH('ab  ')}                                                        => 2
            {fn LOCATE('c', 'abc')}                                                    => 3
            {fn CONCAT('a', 'b')}                                                      => ab
            {fn TRUNCATE(1.559, 2)}                                                    => 1.55
            {fn LOG10(1000)}                                                           => 3.0
            {fn DAYOFWEEK({d '2024-02-25'})}                                           => 1
            {fn DAYNAME({d '2024-02-29'})}                                             => Thursday
            {fn MONTHNAME({d '2024-02-29'})}                                           => February
            {fn QUARTER({d '2024-02-29'})}                                             => 1
            {fn SECOND({ts '2024-02-29 12:34:56.9'})}                                  => 56
            {fn TIMESTAMPADD(SQL_TSI_MONTH, 1, {ts '2024-01-31 00:00:00'})}            => 2024-02-29 00:00:00
            {fn TIMESTAMPDIFF(SQL_TSI_HOUR, {ts '2024-02-29 10:59:00'}, {ts '2024-02-29 12:00:00'})} => 1
            {fn CONVERT('12', SQL_INTEGER)}                                            => 12
            {fn IFNULL(NULL, 7)}                                                       => 7
            """)
    void escapedFunctionsAnswerAsJdbcSays(String escape, String value) throws SQLException {
        assertThat(query("SELECT " + escape)).containsExactly(List.of(value));
    }

    @Test
    void escapesOfJoinsPatternsAndLimitsAreTranslatedInPreparedStatementsToo() throws SQLException {
        String sql = "SELECT o.id FROM {oj orders o LEFT OUTER JOIN customers c ON o.customer_id = c.id}"
                + " WHERE o.ordered_on >= {d '1998-01-01'} AND o.status NOT LIKE '!_' {escape '!'}"
                + " AND {fn YEAR(o.ordered_on)} = ? {limit 2}";
        try (java.sql.PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 1998);
            assertThat(ResultRows.rows(statement.executeQuery())).hasSize(2);
        }
        assertThat(connection.nativeSQL("SELECT {d '1998-01-01'}")).isEqualTo("SELECT DATE '1998-01-01'");
    }

    @Test
    void escapesThatTheServerMeetsAreRefusedInWords() throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            assertThatThrownBy(() -> statement.executeQuery(
                            "SELECT {fn TIMESTAMPDIFF(SQL_TSI_DAY, ordered_on, ordered_on)} FROM orders"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
                    .hasMessageContaining("JDBC drivers translate");
        }
    }

    @Test
    void limitsAreTheServers() throws SQLException {
        assertThat(metadata.getMaxTableNameLength()).isEqualTo(63);
        assertThat(metadata.getMaxRowSize()).isZero();
        String tooLong = "SELECT 1 -- " + "x".repeat(metadata.getMaxStatementLength());
        assertThatThrownBy(() -> query(tooLong)).isInstanceOf(SQLException.class);
    }

    @Test
    void keywordsAreThoseThatSql2003DoesNotHave() throws SQLException {
        assertThat(Arrays.asList(metadata.getSQLKeywords().split(",")))
                .contains("ILIKE", "LIMIT")
                .doesNotContain("SELECT", "LATERAL");
    }
}

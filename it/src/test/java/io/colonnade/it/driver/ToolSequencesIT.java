package io.colonnade.it.driver;

import static io.colonnade.it.client.ResultRows.column;
import static io.colonnade.it.client.ResultRows.query;
import static io.colonnade.it.client.ResultRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.NothingLeft;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What desktop tools do when they connect, browse and ask, call by call: DBeaver's generic driver and JetBrains' tools as their
 * sources and error reports have it, Tableau's layer over JDBC as its logs in public issues do.
 */
@ExtendWith(NothingLeft.class)
final class ToolSequencesIT {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = JdbcSession.of("alice");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void dbeaverConnectsAndReadsTheDialect() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
        DatabaseMetaData metadata = connection.getMetaData();
        for (String name : column(metadata.getClientInfoProperties(), "NAME")) {
            connection.setClientInfo(name, "DBeaver 25.0.0 - Main");
            assertThat(connection.getClientInfo(name)).isEqualTo("DBeaver 25.0.0 - Main");
        }
        assertThat(metadata.isReadOnly()).isTrue();
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Colonnade");
        assertThat(metadata.getDatabaseMajorVersion()).isNotNegative();
        assertThat(metadata.getSchemaTerm()).isEqualTo("projection");
        assertThat(metadata.supportsTransactions()).isTrue();
        assertThat(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ))
                .isTrue();
        assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metadata.getSQLStateType()).isEqualTo(DatabaseMetaData.sqlStateSQL99);
        assertThat(metadata.storesLowerCaseIdentifiers()).isTrue();
        assertThat(metadata.storesUpperCaseIdentifiers()).isFalse();
        assertThat(metadata.getSearchStringEscape()).isEqualTo("\\");
        assertThat(metadata.getSQLKeywords()).contains("ILIKE");
        assertThat(metadata.getTimeDateFunctions()).contains("DATE_TRUNC");
        assertThat(column(metadata.getTypeInfo(), "TYPE_NAME")).contains("text", "uuid", "jsonb");
    }

    @Test
    void dbeaverBrowsesASchemaWithItsNameEscaped() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("colonnade");
        assertThat(column(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
        assertThat(column(metadata.getSchemas(null, "%"), "TABLE_SCHEM")).contains("sales_analytics");
        String schema = "sales\\_analytics";
        assertThat(column(metadata.getTables(null, schema, "%", null), "TABLE_NAME"))
                .containsExactly("customers", "lineitems", "orders");
        for (String table : column(metadata.getTables(null, schema, "%", null), "TABLE_NAME")) {
            assertThat(rows(metadata.getColumns(null, schema, table, "%"))).hasSizeGreaterThan(5);
            assertThat(rows(metadata.getPrimaryKeys(null, "sales_analytics", table)))
                    .hasSize(1);
            assertThat(rows(metadata.getIndexInfo(null, "sales_analytics", table, false, true)))
                    .isEmpty();
        }
        assertThat(column(metadata.getImportedKeys(null, "sales_analytics", "orders"), "FK_NAME"))
                .containsExactly("orders_customer_id_fkey");
        assertThat(column(metadata.getExportedKeys(null, "sales_analytics", "orders"), "FKTABLE_NAME"))
                .containsExactly("lineitems");
        assertThat(rows(metadata.getFunctions(null, schema, "%"))).isEmpty();
        assertThat(rows(metadata.getProcedures(null, schema, "%"))).isEmpty();
    }

    @Test
    void dbeaverOpensTheDataOfATable() throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(200);
            statement.setMaxRows(200);
            assertThat(statement.execute("SELECT x.* FROM sales_analytics.orders x"))
                    .isTrue();
            try (ResultSet result = statement.getResultSet()) {
                ResultSetMetaData columns = result.getMetaData();
                assertThat(columns.getSchemaName(1)).isEqualTo("sales_analytics");
                assertThat(columns.getTableName(1)).isEqualTo("orders");
                assertThat(columns.isReadOnly(1)).isTrue();
                int count = 0;
                while (result.next()) {
                    result.getObject(1);
                    count++;
                }
                assertThat(count).isEqualTo(200);
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat((Object) statement.getWarnings()).isNull();
        }
        assertThat(query(connection, "SELECT count(*) FROM sales_analytics.orders"))
                .hasSize(1);
        assertThat(connection.isValid(10)).isTrue();
    }

    @Test
    void dbeaverSwitchesToManualCommitAndBack() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        connection.commit();
        assertThat(query(connection, "SELECT 1")).hasSize(1);
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setSchema("sales_analytics");
        assertThat(connection.getSchema()).isEqualTo("sales_analytics");
        assertThat(connection.getCatalog()).isEqualTo("colonnade");
    }

    @Test
    void jetbrainsIntrospectsAtTheLevelOfJdbc() throws SQLException {
        assertThat(connection.isValid(10)).isTrue();
        assertThat((Object) connection.getWarnings()).isNull();
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(metadata.getDriverName()).isNotEmpty();
        assertThat(metadata.getDriverVersion()).isNotEmpty();
        assertThat(metadata.getJDBCMajorVersion()).isEqualTo(4);
        assertThat(metadata.getURL()).startsWith("jdbc:colonnade://").doesNotContain("password");
        assertThat(metadata.getUserName()).isEqualTo("alice");
        assertThat(metadata.getExtraNameCharacters()).isEqualTo("$");
        assertThat(metadata.supportsMixedCaseQuotedIdentifiers()).isTrue();
        assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("colonnade");
        assertThat(column(metadata.getSchemas("colonnade", null), "TABLE_SCHEM"))
                .contains("sales_analytics");
        String[] types = {"TABLE", "VIEW", "SYSTEM TABLE", "GLOBAL TEMPORARY", "LOCAL TEMPORARY", "ALIAS", "SYNONYM"};
        assertThat(column(metadata.getTables("colonnade", "sales_analytics", "%", types), "TABLE_NAME"))
                .hasSize(3);
        assertThat(column(metadata.getColumns("colonnade", "sales_analytics", "%", "%"), "TABLE_NAME"))
                .contains("customers", "orders", "lineitems");
        assertThat(rows(metadata.getPrimaryKeys("colonnade", "sales_analytics", null)))
                .hasSize(3);
        assertThat(rows(metadata.getImportedKeys("colonnade", "sales_analytics", null)))
                .hasSize(2);
        assertThat(rows(metadata.getIndexInfo("colonnade", "sales_analytics", "orders", false, false)))
                .isEmpty();
        assertThat(rows(metadata.getProcedures("colonnade", "sales_analytics", "%")))
                .isEmpty();
        assertThat(rows(metadata.getProcedureColumns("colonnade", "sales_analytics", "%", "%")))
                .isEmpty();
        assertThat(rows(metadata.getFunctionColumns("colonnade", "sales_analytics", "%", "%")))
                .isEmpty();
        assertThat(rows(metadata.getUDTs("colonnade", "sales_analytics", "%", null)))
                .isEmpty();
        assertThat(rows(metadata.getBestRowIdentifier("colonnade", "sales_analytics", "orders", 0, true)))
                .hasSize(1);
        assertThat(rows(metadata.getVersionColumns("colonnade", "sales_analytics", "orders")))
                .isEmpty();
        assertThat(rows(metadata.getTablePrivileges("colonnade", "sales_analytics", "orders")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM \"sales_analytics\".\"customers\" \"customers\" WHERE 1=0",
                "SELECT * FROM (SELECT * FROM sales_analytics.orders) \"Custom SQL Query\" WHERE (1 = 0)"
            })
    void tableauReadsTheColumnsOfAnEmptyResult(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int prepared = statement.getMetaData().getColumnCount();
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isFalse();
                assertThat(result.getMetaData().getColumnCount())
                        .isEqualTo(prepared)
                        .isBetween(6, 7);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"customers\".\"nation\" AS \"nation\", SUM(1) AS \"sum:Number of Records:ok\" FROM"
                        + " \"sales_analytics\".\"customers\" \"customers\" GROUP BY \"customers\".\"nation\"",
                "SELECT COUNT(1) AS \"c\" FROM \"sales_analytics\".\"customers\" \"customers\" HAVING (COUNT(1) > 0)",
                "SELECT \"customers\".\"nation\" FROM \"sales_analytics\".\"customers\" \"customers\" GROUP BY 1",
                "SELECT \"COL\" FROM (SELECT 1 AS \"COL\") AS \"SUBQUERY\" GROUP BY 1",
                "SELECT \"COL\" FROM (SELECT 1 AS \"COL\") AS \"CHECK\" ORDER BY 1 LIMIT 1",
                "SELECT MIN(\"o\".\"ordered_on\"), MAX(\"o\".\"ordered_on\"), COUNT(DISTINCT \"o\".\"customer_id\") FROM"
                        + " \"sales_analytics\".\"orders\" \"o\" HAVING (COUNT(1) > 0)",
                "SELECT {fn YEAR(\"o\".\"ordered_on\")} AS \"yr\", SUM(\"o\".\"total_price\") AS \"sum\" FROM"
                        + " \"sales_analytics\".\"orders\" \"o\" GROUP BY {fn YEAR(\"o\".\"ordered_on\")}",
                "SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, CAST((-1 * (EXTRACT(DAY FROM \"o\".\"ordered_on\") - 1)) AS"
                        + " INTEGER), CAST(\"o\".\"ordered_on\" AS TIMESTAMP))} AS \"tmn\" FROM"
                        + " \"sales_analytics\".\"orders\" \"o\" GROUP BY 1",
                "SELECT CAST(\"o\".\"ordered_on\" AS DATE) AS \"d\", {fn QUARTER(\"o\".\"ordered_on\")} AS \"q\" FROM"
                        + " \"sales_analytics\".\"orders\" \"o\" WHERE ((\"o\".\"ordered_on\" >= {d '1997-01-01'}) AND"
                        + " (\"o\".\"status\" IN ('F', 'O'))) GROUP BY 1, 2",
                "SELECT (CASE WHEN (\"o\".\"status\" = 'O') THEN 'open' ELSE 'closed' END) AS \"state\" FROM"
                        + " \"sales_analytics\".\"orders\" \"o\" GROUP BY 1 ORDER BY 1 ASC",
                "SELECT \"t0\".\"nation\" FROM \"sales_analytics\".\"customers\" \"t0\" INNER JOIN (SELECT"
                        + " \"c\".\"nation\" AS \"nation\", SUM(\"c\".\"account_balance\") AS \"$__alias__0\" FROM"
                        + " \"sales_analytics\".\"customers\" \"c\" GROUP BY 1 ORDER BY 2 DESC LIMIT 3) \"t1\" ON"
                        + " (\"t0\".\"nation\" = \"t1\".\"nation\") GROUP BY 1",
                "SELECT {fn UCASE({fn LEFT(\"o\".\"priority\", 1)})} AS \"p\", {fn LENGTH(\"o\".\"status\")} AS \"l\" FROM"
                        + " \"sales_analytics\".\"orders\" \"o\" WHERE {fn LOCATE('O', \"o\".\"status\")} > 0 GROUP BY 1, 2"
            })
    void tableauAsksInItsSql92Dialect(String sql) throws SQLException {
        assertThat(query(connection, sql)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            25006 => CREATE LOCAL TEMPORARY TABLE "#Tableau_1_2_Connect_Check" ("COL" INTEGER)
            25006 => CREATE GLOBAL TEMPORARY TABLE "#Tableau_1_2_Connect_Check" ("COL" INTEGER) ON COMMIT PRESERVE ROWS
            25006 => DROP TABLE "#Tableau_1_2_Connect_Check"
            25006 => INSERT INTO "#Tableau_1_2_Connect_Check" VALUES (1)
            25006 => SELECT "COL" INTO "#Tableau_1_2_Connect_Check" FROM (SELECT 1 AS "COL") "CHECK"
            42601 => SELECT TOP 1 "COL" FROM (SELECT 1 AS "COL") "CHECK"
            42601 => SELECT SUM(1) AS "COL" FROM (SELECT 1 AS "COL") "SUBQUERY" GROUP BY 2
            """)
    void tableausProbesOfWhatIsNotThereAreRefusedAndHarmNothing(String state, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
            try (ResultSet row = statement.executeQuery("SELECT 1")) {
                assertThat(row.next()).isTrue();
            }
        }
    }

    @Test
    void tableauTellsWrongPasswordsFromServersThatAreNotThere() {
        assertThatThrownBy(() -> DriverManager.getConnection(JdbcSession.url(), "alice", "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("28"));
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:colonnade://127.0.0.1:1", "alice", "alice"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }

    @Test
    void tableausFirstQuestionsToTheDialectAreAnswered() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(metadata.supportsANSI92EntryLevelSQL()).isTrue();
        assertThat(List.of(metadata.supportsMinimumSQLGrammar(), metadata.supportsCoreSQLGrammar()))
                .containsOnly(true);
        assertThat(metadata.supportsBatchUpdates()).isTrue();
        assertThat(metadata.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
        assertThat(metadata.getMaxColumnNameLength()).isEqualTo(63);
        assertThat(metadata.supportsCatalogsInDataManipulation()).isTrue();
        assertThat(query(connection, "SELECT count(*) FROM \"colonnade\".\"sales_analytics\".\"orders\""))
                .hasSize(1);
    }
}

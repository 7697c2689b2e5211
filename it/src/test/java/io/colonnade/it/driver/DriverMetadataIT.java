package io.colonnade.it.driver;

import static io.colonnade.it.client.ResultRows.column;
import static io.colonnade.it.client.ResultRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.NothingLeft;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools read of tables, keys, types, functions and parameters, from the server that they ask. */
@ExtendWith(NothingLeft.class)
final class DriverMetadataIT {
    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void connect() throws SQLException {
        connection = JdbcSession.of("admin");
        metadata = connection.getMetaData();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void tablesComeByNameWithWhatTheContractSaysOfThem() throws SQLException {
        assertThat(rows(metadata.getTables(null, "clients", "%", null), "TABLE_CAT", "TABLE_NAME", "REMARKS"))
                .containsExactly(
                        List.of("colonnade", "counter", "A value that suites change behind the server's back"),
                        List.of("colonnade", "flaws", "Data that break their contract in row 30000 and in row 30001"),
                        List.of("colonnade", "kinds", "One column a type"),
                        List.of("colonnade", "numbers", "Three million rows that no table holds"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a%           | 16
            a\\_%        | 14
            \\%          | 0
            a_time       | 1
            a\\_time     | 1
            a_t_me       | 1
            a\\_t\\_me   | 0
            A_TIME       | 0
            %            | 17
            ''           | 0
            """)
    void patternsOfColumnsKnowTheirEscape(String pattern, int count) throws SQLException {
        assertThat(column(metadata.getColumns(null, "clients", "kinds", pattern), "COLUMN_NAME"))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"sales\\_analytics, 3", "sales_analytics, 3", "sales\\%analytics, 0", "sales-analytics, 0", "'', 0"})
    void patternsOfSchemasKnowTheirEscape(String pattern, int count) throws SQLException {
        try (Connection alice = JdbcSession.of("alice")) {
            assertThat(column(alice.getMetaData().getTables(null, pattern, "%", null), "TABLE_NAME"))
                    .hasSize(count);
        }
    }

    @Test
    void onlyTablesOfTheTypesAskedForAreListed() throws SQLException {
        String[] tables = {"VIEW", "TABLE"};
        assertThat(rows(metadata.getTables(null, "clients", "%", tables))).hasSize(4);
        assertThat(rows(metadata.getTables(null, "clients", "%", new String[] {"VIEW"})))
                .isEmpty();
        assertThat(rows(metadata.getTables("elsewhere", "clients", "%", null))).isEmpty();
    }

    @Test
    void columnsSayWhatTheirTypesHaveAndNothingElse() throws SQLException {
        assertThat(rows(
                        metadata.getColumns(null, "clients", "kinds", "%"),
                        "COLUMN_NAME",
                        "DATA_TYPE",
                        "TYPE_NAME",
                        "COLUMN_SIZE",
                        "DECIMAL_DIGITS",
                        "NUM_PREC_RADIX",
                        "IS_NULLABLE"))
                .contains(
                        row("id", Types.INTEGER, "integer", 10, 0, 10, "NO"),
                        row("an_int64", Types.BIGINT, "bigint", 19, 0, 10, "YES"),
                        row("a_decimal", Types.DECIMAL, "numeric", 12, 2, 10, "YES"),
                        row("a_huge", Types.DECIMAL, "numeric", 76, 20, 10, "YES"),
                        row("a_string", Types.VARCHAR, "text", Integer.MAX_VALUE, null, null, "YES"),
                        row("a_bool", Types.BOOLEAN, "boolean", 1, null, null, "YES"),
                        row("a_date", Types.DATE, "date", 10, null, null, "YES"),
                        row("a_time", Types.TIME, "time without time zone", 15, 6, null, "YES"),
                        row("a_moment", Types.TIMESTAMP_WITH_TIMEZONE, "timestamp with time zone", 32, 6, null, "YES"));
        assertThat(column(metadata.getColumns(null, "clients", "kinds", "%"), "ORDINAL_POSITION"))
                .hasSize(17)
                .startsWith("1", "2", "3")
                .endsWith("16", "17");
    }

    private static List<@Nullable String> row(@Nullable Object... values) {
        return java.util.Arrays.stream(values)
                .map(value -> value == null ? null : value.toString())
                .toList();
    }

    @Test
    void keysOfAllTablesComeAtOnceForWhoNamesNone() throws SQLException {
        assertThat(column(metadata.getPrimaryKeys(null, "clients", null), "TABLE_NAME"))
                .containsExactlyInAnyOrder("counter", "flaws", "kinds", "numbers");
        assertThat(rows(metadata.getImportedKeys(null, "sales_analytics", null), "FKTABLE_NAME", "PKTABLE_NAME"))
                .contains(List.of("orders", "customers"), List.of("lineitems", "orders"));
        assertThat(rows(metadata.getCrossReference(null, null, "customers", null, null, "orders"), "FKCOLUMN_NAME"))
                .containsExactly(List.of("customer_id"));
        assertThat(rows(metadata.getPrimaryKeys(null, "clients", "%"))).isEmpty();
    }

    @Test
    void rowsAreIdentifiedByTheirKey() throws SQLException {
        assertThat(rows(
                        metadata.getBestRowIdentifier(
                                null, "sales_analytics", "orders", DatabaseMetaData.bestRowTemporary, true),
                        "SCOPE",
                        "COLUMN_NAME",
                        "DATA_TYPE"))
                .containsExactly(row(DatabaseMetaData.bestRowSession, "id", Types.BIGINT));
    }

    @Test
    void functionsAreListedOutsideOfSchemas() throws SQLException {
        assertThat(column(metadata.getFunctions(null, null, "DATE\\_%"), "FUNCTION_NAME"))
                .containsExactly("DATE_PART", "DATE_TRUNC");
        assertThat(rows(metadata.getFunctions(null, "clients", "%"))).isEmpty();
        assertThat(rows(metadata.getFunctions("", "", "%"))).hasSizeGreaterThan(50);
    }

    @Test
    void whatOneMayNotSeeIsInNoListing() throws SQLException {
        try (Connection carol = JdbcSession.of("carol");
                Connection alice = JdbcSession.of("alice")) {
            for (Connection caller : List.of(carol, alice)) {
                DatabaseMetaData seen = caller.getMetaData();
                assertThat(column(seen.getTables(null, null, null, null), "TABLE_SCHEM"))
                        .doesNotContain("tpch");
                assertThat(rows(seen.getColumns(null, "tpch", "%", "%"))).isEmpty();
                assertThat(column(seen.getPrimaryKeys(null, null, null), "TABLE_SCHEM"))
                        .doesNotContain("tpch");
                assertThat(column(seen.getImportedKeys(null, null, null), "FKTABLE_SCHEM"))
                        .doesNotContain("tpch");
                assertThat(column(seen.getExportedKeys(null, null, null), "PKTABLE_SCHEM"))
                        .doesNotContain("tpch");
                assertThat(rows(seen.getBestRowIdentifier(null, "tpch", "lineitem", 0, true)))
                        .isEmpty();
            }
        }
        assertThat(column(metadata.getTables(null, null, null, null), "TABLE_SCHEM"))
                .contains("tpch");
    }

    @ParameterizedTest
    @CsvSource({
        "an_int32, 4, integer, java.lang.Integer, 10, 0, true",
        "an_int64, -5, bigint, java.lang.Long, 19, 0, true",
        "a_float32, 7, real, java.lang.Float, 8, 0, true",
        "a_float64, 8, double precision, java.lang.Double, 17, 0, true",
        "a_decimal, 3, numeric, java.math.BigDecimal, 12, 2, true",
        "a_string, 12, text, java.lang.String, 2147483647, 0, false",
        "a_bool, 16, boolean, java.lang.Boolean, 1, 0, false",
        "a_date, 91, date, java.sql.Date, 10, 0, false",
        "a_time, 92, time without time zone, java.sql.Time, 15, 6, false",
        "a_moment, 2014, timestamp with time zone, java.time.OffsetDateTime, 32, 6, false",
        "a_uuid, 12, uuid, java.lang.String, 36, 0, false"
    })
    void parametersAreDescribedAsTheColumnsTheyAreComparedWith(
            String column, int type, String name, String javaClass, int precision, int scale, boolean signed)
            throws SQLException {
        String sql = "SELECT id FROM clients.kinds WHERE " + column + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ParameterMetaData parameter = statement.getParameterMetaData();
            assertThat(parameter.getParameterCount()).isEqualTo(1);
            assertThat(parameter.getParameterType(1)).isEqualTo(type);
            assertThat(parameter.getParameterTypeName(1)).isEqualTo(name);
            assertThat(parameter.getParameterClassName(1)).isEqualTo(javaClass);
            assertThat(parameter.getPrecision(1)).isEqualTo(precision);
            assertThat(parameter.getScale(1)).isEqualTo(scale);
            assertThat(parameter.isSigned(1)).isEqualTo(signed);
            assertThat(parameter.isNullable(1)).isEqualTo(ParameterMetaData.parameterNullable);
            assertThat(parameter.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
        }
    }

    @Test
    void parametersOutsideOfTheStatementAreRefusedAndThoseWithoutATypeToo() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM clients.kinds WHERE id = ?")) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            for (int index : new int[] {0, 2}) {
                assertThatThrownBy(() -> parameters.getParameterType(index))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("07009"));
            }
        }
        assertThatThrownBy(() -> connection.prepareStatement("SELECT ?"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
                .hasMessageContaining("CAST(? AS type)");
    }
}

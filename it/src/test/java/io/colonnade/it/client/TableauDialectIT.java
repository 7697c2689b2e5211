package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.Checkout;
import io.colonnade.it.client.TableauDialect.Formula;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Tableau connector says that it may send is sent, and answered as Tableau's manual has it. */
@ExtendWith(NothingLeft.class)
final class TableauDialectIT {
    /** A table with a column of each kind that Tableau tells apart. */
    private static final String TABLE =
            "(SELECT id AS i, CAST(id AS BIGINT) AS l, a_float64 AS f, a_decimal / 1000 AS d,"
                    + " a_bool AS b, a_date AS day, a_moment AS instant, CAST(a_moment AS TIMESTAMP) AS clock,"
                    + " CAST(a_date AS TEXT) AS s FROM clients.kinds WHERE id = 1) \"Custom SQL Query\"";

    /** What stands for an argument of a type: columns of it, and how Tableau writes a constant. */
    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "real", List.of("f", "d", "2.5"),
            "int", List.of("i", "l", "3"),
            "str", List.of("s", "s", "'20240131'"),
            "bool", List.of("b", "(i = 2)", "TRUE"),
            "date", List.of("day", "CAST(clock AS DATE)", "(DATE '2024-01-31')"),
            "datetime", List.of("clock", "instant", "(TIMESTAMP '2024-01-31 13:14:15.678')"),
            "localstr", List.of("1", "1", "6"),
            "localreal", List.of("0.25", "0.25", "0.9"));

    private static TableauDialect dialect;
    private static Connection connection;

    @BeforeAll
    static void connect() throws IOException, SQLException {
        dialect = TableauDialect.of(Checkout.root().resolve("jdbc-driver/target/dist/colonnade.taco"));
        connection = DriverManager.getConnection(
                "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort(), "admin", "admin");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyFormulaOfTheDialectRuns() {
        List<Formula> formulas = dialect.formulas();
        assertThat(formulas).hasSizeGreaterThan(200);
        SoftAssertions softly = new SoftAssertions();
        for (Formula formula : formulas) {
            List<String> expressions = new ArrayList<>();
            for (int variant = 0; variant < 3; variant++) {
                expressions.add(formula.sql(arguments(formula, variant)));
            }
            String sql = "SELECT " + String.join(", ", expressions) + " FROM " + TABLE;
            softly.assertThatCode(() -> rows(sql))
                    .as(formula.name() + " " + formula.part() + ": " + sql)
                    .doesNotThrowAnyException();
        }
        softly.assertAll();
    }

    private static List<String> arguments(Formula formula, int variant) {
        return formula.types().stream()
                .map(type -> ARGUMENTS.get(type).get(variant))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            CONTAINS    |      | str,str           | 'north', 'rt'                            | true
            ENDSWITH    |      | str,str           | 'north  ', 'th'                          | true
            STARTSWITH  |      | str,str           | '  north', 'no'                          | true
            FIND        |      | str,str           | 'banana', 'na'                           | 3
            FIND        |      | str,str,real      | 'banana', 'na', 4                        | 5
            LEFT        |      | str,real          | 'banana', 2                              | ba
            RIGHT       |      | str,real          | 'banana', 2                              | na
            MID         |      | str,real,real     | 'banana', 2, 3                           | ana
            REGEXP_MATCH |     | str,str           | 'banana', '^b.n'                         | true
            REGEXP_REPLACE |   | str,str,str       | 'banana', '[bn]', 'x'                    | xaxaxa
            SPACE       |      | real              | 2                                        | "  "
            DIV         |      | int,int           | 11, 4                                    | 2
            DIV         |      | int,int           | 11, 0                                    |
            %           |      | int,int           | -11, 4                                   | -3
            %           |      | real,real         | 7.5, 2                                   | 1.5
            /           |      | real,real         | 1, 4                                     | 0.25
            /           |      | real,real         | 1, 0                                     |
            SQRT        |      | real              | -1                                       |
            LN          |      | real              | 0                                        |
            LOG         |      | real,real         | 8, 2                                     | 3
            POWER       |      | real,real         | 0, -1                                    |
            SIGN        |      | real              | -2.5                                     | -1
            MAX         |      | real,real         | 2.5, NULL                                |
            INT         |      | str               | '-12.7'                                  | -12
            FLOAT       |      | datetime          | (TIMESTAMP '1900-01-02 12:00:00')        | 1.5
            INT         |      | date              | (DATE '1900-01-31')                      | 30
            DATE        |      | int               | 30                                       | 1900-01-31
            MAKETIME    |      | int,int,int       | 1, 2, 3                                  | 1900-01-01 01:02:03
            MAKEDATETIME |     | date,datetime     | (DATE '2024-02-29'), (TIMESTAMP '1999-01-01 13:14:15.5') | 2024-02-29 13:14:15.5
            -           |      | datetime,datetime | (TIMESTAMP '2024-03-01 00:00:00'), (TIMESTAMP '2024-02-28 12:00:00') | 1.5
            -           |      | date,date         | (DATE '2024-03-01'), (DATE '2024-02-28') | 2
            +           |      | datetime,real     | (TIMESTAMP '2024-02-28 12:00:00'), 1.5   | 2024-03-01 00:00:00
            DATEADD     | month | localstr,int,datetime | 0, 1, (TIMESTAMP '2024-01-31 10:00:00') | 2024-02-29 10:00:00
            DATEADD     | quarter | localstr,int,datetime | 0, -1, (DATE '2024-01-31')         | 2023-10-31 00:00:00
            DATEADD     | week | localstr,int,datetime | 0, 2, (DATE '2024-02-20')             | 2024-03-05 00:00:00
            DATEDIFF    | month | localstr,datetime,datetime | 0, (DATE '2023-12-31'), (DATE '2024-01-01') | 1
            DATEDIFF    | week | localstr,datetime,datetime | 0, (DATE '2024-03-02'), (DATE '2024-03-03') | 1
            DATEDIFF    | hour | localstr,datetime,datetime | 0, (TIMESTAMP '2024-03-02 23:59:59'), (TIMESTAMP '2024-03-03 00:00:00') | 1
            DATEDIFF    | week | localstr,datetime,datetime,localstr | 0, (DATE '2024-03-03'), (DATE '2024-03-04'), 1 | 1
            DATENAME    | month | localstr,datetime | 0, (DATE '2024-03-02')                  | March
            DATENAME    | weekday | localstr,datetime | 0, (DATE '2024-03-02')                | Saturday
            DATEPART    | weekday | localstr,datetime | 0, (DATE '2024-03-02')                | 7
            DATEPART    | week | localstr,datetime | 0, (DATE '2024-01-06')                   | 1
            DATEPART    | week | localstr,datetime | 0, (DATE '2024-01-07')                   | 2
            DATEPART    | week | localstr,datetime,localstr | 0, (DATE '2024-01-07'), 1       | 1
            DATEPART    | iso-week | localstr,datetime | 0, (DATE '2021-01-03')               | 53
            DATEPART    | hour | localstr,datetime | 0, (DATE '2024-03-02')                   | 0
            DATETRUNC   | quarter | localstr,datetime | 0, (TIMESTAMP '2024-05-06 07:08:09')  | 2024-04-01 00:00:00
            DATETRUNC   | week | localstr,datetime | 0, (TIMESTAMP '2024-03-06 07:08:09')     | 2024-03-03 00:00:00
            DATETRUNC   | week | localstr,datetime,localstr | 0, (TIMESTAMP '2024-03-03 07:08:09'), 1 | 2024-02-26 00:00:00
            DATETRUNC   | iso-year | localstr,datetime | 0, (DATE '2021-01-03')               | 2019-12-30 00:00:00
            """)
    void aFormulaMeansWhatTableauMeans(String name, String part, String types, String arguments, String expected)
            throws SQLException {
        Formula formula = dialect.formulas().stream()
                .filter(f -> f.name().equals(name) && !f.aggregate())
                .filter(f -> f.part().equals(part == null ? "" : part))
                .filter(f -> f.types().equals(List.of(types.split(","))))
                .findFirst()
                .orElseThrow();
        String sql = formula.sql(List.of(arguments.split(", ")));
        assertThat(rows("SELECT CAST(" + sql + " AS TEXT) FROM " + TABLE).get(0))
                .satisfies(value -> assertThat(plain(value)).isEqualTo(expected));
    }

    /** Digits behind the point that say nothing. */
    private static String plain(String value) {
        return value == null || !value.matches("-?\\d+\\.\\d*0*") ? value : value.replaceAll("\\.?0+$", "");
    }

    /** A statement for each capability that is "yes". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM clients.kinds \"kinds\" WHERE (1 = 0)",
                "SELECT SUM(1) AS \"x\" FROM clients.kinds \"kinds\" HAVING (COUNT(1) > 0)",
                "SELECT (CASE WHEN i = 1 THEN TRUE ELSE FALSE END) AS \"b\", COUNT(DISTINCT s) FROM " + TABLE
                        + " GROUP BY 1",
                "SELECT s AS \"none:s:nk\", SUM(f) AS \"sum:f:ok\" FROM " + TABLE
                        + " GROUP BY 1 ORDER BY 2 DESC NULLS LAST LIMIT 3",
                "SELECT * FROM (SELECT s FROM " + TABLE + " ORDER BY 1 ASC NULLS FIRST LIMIT 2) \"t0\" LIMIT 1",
                "SELECT s FROM " + TABLE + " UNION ALL SELECT 'more'",
                "SELECT COUNT(1) FROM clients.kinds \"a\" INNER JOIN sales_analytics.orders \"b\" ON (\"a\".id = \"b\".id)",
                "SELECT COUNT(1) FROM clients.kinds \"a\" FULL JOIN clients.kinds \"b\" ON (\"a\".id = \"b\".an_int32)",
                "SELECT COUNT(1) FROM clients.kinds \"a\" RIGHT JOIN clients.kinds \"b\" ON (\"a\".a_string IS NOT DISTINCT FROM \"b\".a_string)",
                "SELECT COUNT(1) FROM clients.kinds \"a\" CROSS JOIN clients.kinds \"b\"",
                "SELECT SPLIT_PART(CAST(s AS TEXT), '-', -1), SPLIT_PART(CAST(s AS TEXT), '-', 2) FROM " + TABLE,
                "SELECT 1 FROM " + TABLE
                        + " WHERE instant >= (TIMESTAMP '2024-01-01 00:00:00.000') AND day IN ((DATE '2024-02-29'))",
            })
    void whatTheCapabilitiesPromiseRuns(String sql) {
        assertThatCode(() -> rows(sql)).doesNotThrowAnyException();
    }

    /** Tableau would otherwise try them at every connection; it is told that it cannot. */
    @Test
    void temporaryTablesAreRefused() {
        assertThatThrownBy(() -> rows("CREATE LOCAL TEMPORARY TABLE \"#Tableau_1_Connect_Check\" (\"COL\" INTEGER)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("25006", "42601", "0A000"));
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}

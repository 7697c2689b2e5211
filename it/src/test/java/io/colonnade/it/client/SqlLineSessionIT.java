package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sqlline.SqlLine;

/** Every command of SQLLine that makes sense on a database that is only read, with our driver. */
@ExtendWith(NothingLeft.class)
final class SqlLineSessionIT {
    private static final Pattern CONTROL = Pattern.compile("\u001b(\\[[?0-9;]*[A-Za-z]|[>=])");

    @TempDir
    Path directory;

    private static String url() {
        return "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort() + "/sales_analytics";
    }

    private static String session(String script) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        SqlLine sqlline = new SqlLine();
        try (PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            sqlline.setOutputStream(stream);
            sqlline.setErrorStream(stream);
            String[] arguments = {
                "-u",
                url(),
                "-n",
                "alice",
                "-p",
                "alice",
                "--maxWidth=1000",
                "--color=false",
                "--silent=true",
                "--outputformat=csv"
            };
            String commands = script + "!quit\n";
            sqlline.begin(arguments, new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)), false);
        }
        return answers(output.toString(StandardCharsets.UTF_8));
    }

    /** The terminal repeats what is typed, between control sequences. */
    private static String answers(String terminal) {
        return CONTROL.matcher(terminal)
                .replaceAll("")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("!"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void listsWhatThereIsAndNothingElse() throws IOException {
        assertThat(session("""
                        !schemas
                        !tables
                        !columns orders
                        !describe customers
                        !primarykeys lineitems
                        !importedkeys orders
                        !exportedkeys orders
                        """))
                .contains("'sales_analytics','colonnade'")
                .contains("'colonnade','sales_analytics','orders','TABLE'")
                .contains("'orders','total_price','3','numeric','12','null','2','10','0'")
                .contains("'customers','phone','12','text'")
                .contains("'colonnade','sales_analytics','lineitems','id','1','lineitems_pkey'")
                .contains("'customers','id','colonnade','sales_analytics','orders','customer_id','1'")
                .contains("'orders','id','colonnade','sales_analytics','lineitems','order_id','1'")
                .doesNotContain("partsupp", "Error");
    }

    @Test
    void listsThatAreEmptyHaveTheirColumns() throws IOException {
        assertThat(session("!indexes orders\n!procedures\n").lines())
                .containsExactly(
                        "'TABLE_CAT','TABLE_SCHEM','TABLE_NAME','NON_UNIQUE','INDEX_QUALIFIER','INDEX_NAME','TYPE',"
                                + "'ORDINAL_POSITION','COLUMN_NAME','ASC_OR_DESC','CARDINALITY','PAGES',"
                                + "'FILTER_CONDITION'",
                        "'PROCEDURE_CAT','PROCEDURE_SCHEM','PROCEDURE_NAME','RESERVED1','RESERVED2','RESERVED3',"
                                + "'REMARKS','PROCEDURE_TYPE','SPECIFIC_NAME'");
    }

    @Test
    void asksTheMetadataByTheNamesOfItsMethods() throws IOException {
        assertThat(session("""
                        !metadata getDatabaseProductName
                        !metadata supportsFullOuterJoins
                        !metadata getMaxTableNameLength
                        !metadata getTables colonnade sales\\_analytics order% TABLE
                        !typeinfo
                        """))
                .contains("Colonnade\ntrue\n63\n", "'orders','TABLE'", "'numeric','3','76'", "'boolean','16','1'")
                .doesNotContain("lineitems", "Error");
    }

    @Test
    void answersEveryQuestionOfDbinfo() throws IOException {
        String answers = session("!dbinfo\n");
        assertThat(answers)
                .containsPattern("getDriverName +Colonnade JDBC driver")
                .containsPattern("getIdentifierQuoteString +\"")
                .containsPattern("isReadOnly +true")
                .containsPattern("supportsANSI92EntryLevelSQL +true");
        assertThat(answers.lines()).hasSizeGreaterThan(100).noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void writesResultsInEveryFormat() throws IOException {
        String sql = "SELECT 1 AS a, NULL AS b, DATE '2024-02-29' AS d;\n";
        assertThat(session("!outputformat table\n" + sql)).contains("| a | b |     d      |", "| 1 |   | 2024-02-29 |");
        assertThat(session("!outputformat vertical\n" + sql)).contains("a  1", "d  2024-02-29");
        assertThat(session("!outputformat csv\n" + sql)).contains("'1','','2024-02-29'");
        assertThat(session("!outputformat tsv\n" + sql)).contains("2024-02-29");
        assertThat(session("!outputformat json\n" + sql)).contains("{\"a\":1,\"b\":null,\"d\":\"2024-02-29\"}");
        assertThat(session("!outputformat xmlattr\n" + sql)).contains("<result a=\"1\"", "d=\"2024-02-29\"");
        assertThat(session("!outputformat xmlelements\n" + sql)).contains("<a>1</a>", "<d>2024-02-29</d>");
        assertThat(session("!outputformat ansiconsole\n" + sql)).contains("2024-02-29");
    }

    @Test
    void transactionsAndIsolationAreWhatTheyAre() throws IOException {
        assertThat(session("""
                        !isolation TRANSACTION_REPEATABLE_READ
                        !autocommit off
                        SELECT count(*) > 0 AS any_orders FROM orders;
                        !commit
                        SELECT count(*) > 0 AS any_orders FROM orders;
                        !rollback
                        !autocommit on
                        """)).containsSubsequence("'true'", "'true'").doesNotContain("Error");
        assertThat(session("!isolation TRANSACTION_SERIALIZABLE\n")).contains("is not supported");
        assertThat(session("!commit\n")).contains("Operation requires that autocommit be turned off");
    }

    @Test
    void recordsScriptsAndRunsThem() throws IOException {
        Path script = directory.resolve("script");
        Path record = directory.resolve("record");
        String output = session("!record " + record + "\nSELECT 3 AS three;\n!record\n!script " + script
                + "\nSELECT 4 AS four;\n!script\n!run " + script + "\n");
        assertThat(output).containsSubsequence("'three'", "'four'", "'four'");
        assertThat(record).content().contains("'three'", "'3'").doesNotContain("four");
        assertThat(script).hasContent("SELECT 4 AS four;");
    }

    @Test
    void goesOnAfterErrorsBatchesAndReconnects() throws IOException {
        assertThat(session("""
                        !batch
                        DELETE FROM orders;
                        !batch
                        !call something();
                        SELECT nothing FROM orders;
                        !reconnect
                        !all SELECT 5 AS five;
                        !connect %s bob bob
                        !go 0
                        !sql SELECT 6 AS six;
                        !rehash
                        !closeall
                        """.formatted(url())))
                .contains("state=25006", "state=0A000", "state=42703")
                .containsSubsequence("'five'", "'5'", "'six'", "'6'");
    }
}

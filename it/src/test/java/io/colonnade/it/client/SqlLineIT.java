package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sqlline.SqlLine;

/** SQLLine, with Arrow's driver and with ours: its commands walk nearly all of {@code DatabaseMetaData}. */
@ExtendWith(NothingLeft.class)
final class SqlLineIT {
    /** The drivers, with the URL of each. */
    enum Driver {
        ARROW("jdbc:arrow-flight-sql://127.0.0.1:%d?useEncryption=false"),
        COLONNADE("jdbc:colonnade://127.0.0.1:%d");

        private final String url;

        Driver(String url) {
            this.url = url;
        }

        String url() {
            return String.format(url, RunningServer.shared().flightPort());
        }
    }

    private static String output(Driver driver, String... commands) throws IOException {
        String script = String.join("\n", commands) + "\n!quit\n";
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        SqlLine sqlline = new SqlLine();
        try (PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            sqlline.setOutputStream(stream);
            sqlline.setErrorStream(stream);
            String[] arguments = {
                "-u", driver.url(), "-n", "alice", "-p", "alice", "--maxWidth=1000", "--color=false", "--silent=true"
            };
            sqlline.begin(arguments, new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), false);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void listsTheTablesThatTheUserMaySee(Driver driver) throws IOException {
        assertThat(output(driver, "!tables"))
                .contains("sales_analytics", "customers", "lineitems")
                .doesNotContain("partsupp");
    }

    /**
     * SQLLine asks these within the connection's catalog, for which Arrow's driver answers the empty string. The names are
     * quoted because that driver also says that others are stored in upper case, and SQLLine believes it.
     */
    @ParameterizedTest
    @EnumSource
    void listsColumnsAndKeys(Driver driver) throws IOException {
        assertThat(output(driver, "!columns \"customers\"")).contains("account_balance", "market_segment");
        assertThat(output(driver, "!describe \"orders\"")).contains("total_price", "priority");
        assertThat(output(driver, "!primarykeys \"orders\"")).contains("orders_pkey");
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryQuestionOfDbinfo(Driver driver) throws IOException {
        assertThat(output(driver, "!dbinfo"))
                .contains("getDatabaseProductName", "Colonnade")
                .doesNotContain("UndeclaredThrowable", "NullPointer");
    }

    @ParameterizedTest
    @EnumSource
    void asksAQuery(Driver driver) throws IOException {
        String sql = "SELECT nation, count(*) AS customers FROM sales_analytics.customers GROUP BY nation ORDER BY 1;";
        assertThat(output(driver, sql)).contains("FRANCE", "UNITED KINGDOM").doesNotContain("CHINA");
    }

    @ParameterizedTest
    @EnumSource
    void showsTheServersMessage(Driver driver) throws IOException {
        assertThat(output(driver, "SELECT nme FROM sales_analytics.customers;"))
                .contains("Column 'nme' does not exist; did you mean 'name'?");
    }
}

package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No statement tells whether a hidden row exists by failing. Each names a customer, {@code $H}, on whose row it would
 * fail: with a hidden one it must end as it does over a database without that row, with a visible one it must fail.
 */
final class HiddenRowsIT {
    private static final String NOBODY = "-7";

    private static Deployment colonnade;
    private static RestrictedCopy truth;
    private static String hidden;
    private static String visible;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Tpch database = Tpch.at(Tpch.SMALL);
        colonnade = Deployment.over(database, AuditLog.toLogger());
        truth = RestrictedCopy.of(database, "EUROPE", Deployment.MASK_KEYS);
        hidden = customer(database, "ASIA");
        visible = customer(database, "EUROPE");
    }

    @AfterAll
    static void close() throws SQLException {
        truth.close();
        colonnade.close();
    }

    static Stream<String> probes() throws IOException {
        return PolicyIT.statements("/policy/probes.sql");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void endsTheSameWhetherTheHiddenRowExistsOrNot(String probe) {
        String sql = probe.replace("$H", hidden);
        assertThat(outcome(sql)).isEqualTo(outcome(probe.replace("$H", NOBODY)));
        if (isPlanned(sql)) {
            assertThat(outcome(sql)).isEqualTo(truth(sql));
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void failsOnAVisibleRow(String probe) {
        String sql = probe.replace("$H", visible);
        assertThat(truth(sql)).as("the probe is worth something").startsWith("error");
        assertThat(outcome(sql)).startsWith("error");
    }

    @Test
    void aNegativeLimitDoesNotTellOfHiddenRows() {
        String sql = "select id from customers c where id = " + hidden
                + " and exists (select 1 from (values (1)) as v(x) limit ?)";
        String absent = sql.replace(hidden, NOBODY);
        assertThat(outcome(sql, -1L)).isEqualTo(outcome(absent, -1L));
    }

    @Test
    void anErrorOfTheSourceShowsNoValue() {
        String sql = "select cast(nation as integer) from customers";
        assertThatThrownBy(() -> Rows.ofColonnade(colonnade.pipeline(), Deployment.ALICE, sql, "sales_analytics"))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        e -> assertThat(e.clientMessage())
                                .doesNotContain("FRANCE", "GERMANY", "ROMANIA", "RUSSIA", "UNITED KINGDOM"));
    }

    /** A statement that is refused before it reaches the source tells nothing. */
    private static boolean isPlanned(String sql) {
        try {
            colonnade
                    .pipeline()
                    .describe(Deployment.asked(Deployment.ALICE), new QueryRequest.Sql(sql, "sales_analytics"));
            return true;
        } catch (ColonnadeException e) {
            return false;
        }
    }

    private static String outcome(String sql, Object... parameters) {
        try {
            Rows rows = Rows.ofColonnade(colonnade.pipeline(), Deployment.ALICE, sql, "sales_analytics", parameters);
            return rows.values().size() + " rows";
        } catch (ColonnadeException e) {
            return "error " + e.sqlState();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String truth(String sql) {
        try (Statement statement = truth.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count + " rows";
        } catch (SQLException e) {
            return "error " + e.getSQLState();
        }
    }

    private static String customer(Tpch database, String region) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(c_custkey) FROM customer"
                        + " JOIN nation ON n_nationkey = c_nationkey JOIN region ON r_regionkey = n_regionkey"
                        + " WHERE r_name = '" + region + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}

package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL's own planner makes of the barrier: conditions that could leak stay above it, others use indexes. */
final class BarrierIT {
    private static Deployment colonnade;
    private static Connection postgres;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Tpch database = Tpch.at(Tpch.SMALL);
        colonnade = Deployment.over(database, AuditLog.toLogger());
        postgres = database.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        postgres.close();
        colonnade.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from customers where 1 / (id - 5) > 0",
                "select id from customers where id::text like '1%'",
                "select id from customers where nation ~ 'x'",
                "select id from customers where nation like 'FRAN\\'",
                "select c.id from customers c join orders o on c.id = o.customer_id and 1 / (c.id - 5) > 0",
                "select id from customers order by 1 / (id - 5)",
                "select count(*) from customers group by 1 / (id - 5)",
                "select count(distinct 1 / (id - 5)) from customers",
                "select id, rank() over (order by 1 / (id - 5)) from customers"
            })
    void theUsersExpressionStandsAboveTheRowFilter(String sql) throws SQLException {
        assertThat(pushed(sql)).contains("OFFSET 0");
        List<String> plan = explain(sql);
        int barrier = line(plan, "Subquery Scan on");
        int filter = lastLine(plan, "EUROPE");
        assertThat(barrier).as("%s", plan).isNotNegative();
        assertThat(filter).as("%s", plan).isGreaterThan(barrier);
        plan.stream()
                .filter(line -> line.contains("/ ((") || line.contains("~"))
                .forEach(line -> assertThat(plan.indexOf(line)).as("%s", plan).isLessThan(filter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from customers where id = 5",
                "select id, name, account_balance / 7 from customers where id in (5, 6)",
                "select id from customers where id = 5 and nation like 'FRA%' and account_balance > 10",
                "select 1 / (account_balance - 5) from customers where id = 5"
            })
    void leakProofConditionsReachTheIndex(String sql) throws SQLException {
        assertThat(pushed(sql)).doesNotContain("OFFSET");
        assertThat(explain(sql)).anyMatch(line -> line.contains("Index Cond") && line.contains("c_custkey"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from customers where id = 5 and 1 / (id - 5) > 0",
                "select id from customers where 1 / (id - 5) > 0 and (id = 5 and nation ~ 'x')",
                "select id from (select id, 1 / (id - 5) as x from customers) as t where id = 5 and x > 3",
                "select sum(1 / (account_balance - 5)) from customers where id = 5",
                "select id from customers where id = 5 order by 1 / (id - 5)",
                "select c.id from customers c join orders o on c.id = o.customer_id and 1 / (c.id - 5) > 0 where c.id = 5",
                "select c.id from customers c left join orders o on 1 / (c.id - 5) = o.customer_id where c.id = 5",
                "select c.id, t.s from customers c join (select customer_id, sum(1 / id) as s from orders group by customer_id)"
                        + " as t on t.customer_id = c.id where c.id = 5",
                "select id from customers c where id = 5 and exists (select 1 from orders o where o.customer_id = c.id and 1 / (c.id - 5) > 0)"
            })
    void leakProofConditionsReachTheIndexBelowAFence(String sql) throws SQLException {
        assertThat(pushed(sql)).contains("OFFSET 0");
        assertThat(explain(sql)).anyMatch(line -> line.contains("Index Cond") && line.contains("c_custkey = 5"));
    }

    @Test
    void nobodyIsFencedForWhomNothingIsFiltered() {
        assertThat(String.join(
                        "\n",
                        colonnade
                                .pipeline()
                                .explainToOperator(
                                        Deployment.ADMIN,
                                        new QueryRequest.Sql(
                                                "select id from customers where 1 / (id - 5) > 0", "sales_analytics"))))
                .doesNotContain("OFFSET");
    }

    private static int line(List<String> plan, String text) {
        for (int i = 0; i < plan.size(); i++) {
            if (plan.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }

    private static int lastLine(List<String> plan, String text) {
        int last = plan.size() - 1;
        while (last >= 0 && !plan.get(last).contains(text)) {
            last--;
        }
        return last;
    }

    private static String pushed(String sql) {
        List<String> lines =
                colonnade.pipeline().explainToOperator(Deployment.ALICE, new QueryRequest.Sql(sql, "sales_analytics"));
        return lines.get(0).substring("source 'tpch': ".length());
    }

    private static List<String> explain(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(
                        "EXPLAIN (VERBOSE, COSTS OFF) " + pushed(sql).replace("?", "'EUROPE'"))) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}

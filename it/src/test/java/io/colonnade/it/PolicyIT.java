package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the statement's shape, alice gets what a database would answer that holds only what she may see. */
final class PolicyIT {
    private static Deployment colonnade;
    private static RestrictedCopy truth;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Tpch database = Tpch.at(Tpch.SMALL);
        colonnade = Deployment.over(database, AuditLog.toLogger());
        truth = RestrictedCopy.of(database, "EUROPE", Deployment.MASK_KEYS);
    }

    @AfterAll
    static void close() throws SQLException {
        truth.close();
        colonnade.close();
    }

    static Stream<String> shapes() throws IOException {
        return statements("/policy/shapes.sql");
    }

    static Stream<String> hashShapes() throws IOException {
        return statements("/policy/hash.sql");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void answersAsTheRestrictedCopy(String sql) throws IOException, SQLException {
        assertSameAnswer(sql);
    }

    @ParameterizedTest
    @MethodSource("hashShapes")
    void usersSeeOnlyTheHashWhateverTheyAskOfIt(String sql) throws IOException, SQLException {
        assertSameAnswer(sql);
    }

    @Test
    void aCorrelatedSubQueryBesideAConditionOnAHashIsRefusedAndNotGuessed() {
        String sql = "select id, (select count(*) from orders o where o.customer_id = c.id)"
                + " from customers c where c.address > 'e'";
        assertThatThrownBy(() -> Rows.ofColonnade(colonnade.pipeline(), Deployment.ALICE, sql, "sales_analytics"))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        refusal -> assertThat(refusal.sqlState()).isEqualTo("0A000"))
                .hasMessageStartingWith("Cannot evaluate a sub-query that looks at the row around it here");
    }

    private static void assertSameAnswer(String sql) throws IOException, SQLException {
        Rows ours = Rows.ofColonnade(colonnade.pipeline(), Deployment.ALICE, sql, "sales_analytics");
        Rows theirs = Rows.ofPostgres(truth.connection(), sql.replace("colonnade.sales", "sales"), ours.schema());
        boolean ordered = sql.matches("(?is).*\\border by\\b[^)]*");
        assertThat(ordered ? ours.values() : sorted(ours)).isEqualTo(ordered ? theirs.values() : sorted(theirs));
    }

    private static List<List<@Nullable Object>> sorted(Rows rows) {
        return rows.values().stream()
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    /** Reads a file of statements, one or more lines each, with an empty line after each. */
    static Stream<String> statements(String resource) throws IOException {
        try (InputStream stream = PolicyIT.class.getResourceAsStream(resource)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\\n\\s*\\n")).map(String::strip).filter(sql -> !sql.isEmpty());
        }
    }
}

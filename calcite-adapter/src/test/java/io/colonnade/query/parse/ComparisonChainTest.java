package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.source.PostgresFixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's own parser says which comparisons may follow one another. */
final class ComparisonChainTest {
    private final QueryParser parser = new QueryParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b < c",
                "a = b = c",
                "a = b <> c",
                "1 + a >= b * 2 < c",
                "not a = b = c",
                "a = b and c = d = a",
                "a = b or c < d < a",
                "a is distinct from b is distinct from c",
                "a is distinct from b is null",
                "a is not distinct from b is true",
                "s like t like u",
                "s like t ilike u",
                "s not like t like u",
                "s like t in (u)",
                "s like t between u and s",
                "a between b and c between c and d",
                "a = b between c and d = c",
                "a = s like t = a",
                "(a < b) < c < d",
                "case when a < b < c then 1 end",
                "a < (b < c) < d",
                "a = b is null = c = d"
            })
    void whatPostgresRefusesIsRefusedAlike(String expression) throws SQLException {
        assertThat(postgres(expression)).as("PostgreSQL on %s", expression).isEqualTo("42601");
        assertThat(ours(expression)).as("Colonnade on %s", expression).isEqualTo("42601");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a < b) = (c < d)",
                "(a < b) < (c < d)",
                "a = b is null",
                "a is null = p",
                "a is null is null",
                "p = q is not true",
                "a is null = p is null",
                "p is distinct from a = b",
                "a = b is distinct from p",
                "a between b and c = p",
                "p = a between b and c",
                "a in (b, c) = p",
                "a in (b) in (p)",
                "s like t = p",
                "p = s like t",
                "s like t is true",
                "a < b and c < d",
                "a < b or c < d and a = d",
                "a between b and c and b between c and d",
                "not a = b",
                "p = not a = b",
                "a = any (array[b, c]) = p",
                "a + b < c * d",
                "case when a < b then c else d end < a",
                "(select a < b) = p",
                "a = -b"
            })
    void whatPostgresReadsIsRead(String expression) throws SQLException {
        assertThat(postgres(expression)).as("PostgreSQL on %s", expression).isNull();
        assertThat(ours(expression)).as("Colonnade on %s", expression).isNotEqualTo("42601");
    }

    private @Nullable String ours(String expression) {
        ColonnadeException refusal = catchThrowableOfType(
                ColonnadeException.class,
                () -> parser.parse(new QueryRequest.Sql("select " + expression + " from t", null)));
        return refusal == null ? null : refusal.sqlState();
    }

    private static @Nullable String postgres(String expression) throws SQLException {
        String sql = "select " + expression
                + " from (values (1, 2, 3, 4, 'a', 'b', 'c', true, false)) v (a, b, c, d, s, t, u, p, q)";
        try (Connection connection = PostgresFixture.shared().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
            return null;
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }
}

package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TPC-H's 22 queries: each pushed down as one statement, each answered as PostgreSQL answers it. */
final class TpchIT {
    private static Deployment colonnade;
    private static Connection postgres;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Tpch database = Tpch.at(Tpch.MEDIUM);
        colonnade = Deployment.over(database, AuditLog.toLogger());
        postgres = database.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        postgres.close();
        colonnade.close();
    }

    static IntStream queries() {
        return IntStream.rangeClosed(1, TpchQueries.COUNT);
    }

    @ParameterizedTest(name = "q{0}")
    @MethodSource("queries")
    void answersAsPostgresDoes(int number) throws IOException, SQLException {
        String sql = TpchQueries.text(number);
        Rows rows = Rows.ofColonnade(colonnade.pipeline(), Deployment.ADMIN, sql, "tpch");
        assertThat(rows.values())
                .isEqualTo(Rows.ofPostgres(postgres, sql, rows.schema()).values());
    }

    @ParameterizedTest(name = "q{0}")
    @MethodSource("queries")
    void isPushedDownAsOneStatement(int number) throws IOException {
        assertThat(colonnade
                        .pipeline()
                        .explainToOperator(Deployment.ADMIN, new QueryRequest.Sql(TpchQueries.text(number), "tpch")))
                .singleElement()
                .asString()
                .startsWith("source 'tpch': ");
    }
}

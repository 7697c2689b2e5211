package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Colonnade does not answer, though PostgreSQL may: each is refused before a source is asked, with a kind that says who
 * must act, an SQLSTATE and words of our own.
 */
final class RefusedQueriesIT {
    private static Deployment colonnade;

    @BeforeAll
    static void open() throws IOException {
        colonnade = Deployment.over(Tpch.at(Tpch.SMALL), AuditLog.toLogger());
    }

    @AfterAll
    static void close() {
        colonnade.close();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ! ", quoteCharacter = '`', textBlock = """
            select n_nmae from nation ! 42703 ! Column 'n_nmae' does not exist; did you mean 'n_name'?
            select * from natoin ! 42P01 ! Table or projection 'natoin' does not exist; did you mean 'nation'?
            select * from customers ! 42P01 ! Table or projection 'customers' does not exist; did you mean 'sales_analytics.customers'?
            select lenght(n_name) from nation ! 42883 ! Function lenght(<CHARACTER>) does not exist or cannot be used here; did you mean 'length'?
            select a.n_name from nation a join nation b on n_name = n_name ! 42702 ! Column 'n_name' is ambiguous: write it as table.column
            select n_nationkey as k, n_regionkey as k from nation order by k ! 42702 ! Cannot order by 'k': several columns of the result have this name
            select n_name, n_regionkey as x from nation group by n_name ! 42601 ! Invalid query: Expression 'n_regionkey' is not being grouped
            select n_name from nation where sum(n_nationkey) > 1 ! 42601 ! Invalid query: Aggregate expression is illegal in WHERE clause
            select n_name from nation where row_number() over (order by n_name) = 1 ! 42601 ! Invalid query: Windowed aggregate expression is illegal in WHERE clause
            select n_name from nation union select n_nationkey, n_name from nation ! 42601 ! Invalid query: Column count mismatch in UNION
            select n_name from nation order by 5 ! 42601 ! Invalid query: Ordinal out of range
            select pg_sleep(1) ! 42883 ! Function pg_sleep(<NUMERIC>) does not exist or cannot be used here
            select pg_read_file('/etc/passwd') ! 42883 ! Function pg_read_file(<CHARACTER>) does not exist or cannot be used here
            select * from pg_catalog.pg_class ! 42P01 ! Table or projection 'pg_catalog' does not exist
            select interval '1 day' ! 0A000 ! Cannot return a column of type interval day: cast it to text or to one of its parts
            select (1, 2) ! 0A000 ! Cannot return a column of type row: cast it to text or to one of its parts
            select n_name::char(3) from nation ! 0A000 ! Cannot cast to char(n), which is padded with blanks: use text, varchar(n) or left(x, n)
            with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select n from t ! 0A000 ! Cannot use WITH RECURSIVE
            select n_name from nation tablesample system (10) ! 0A000 ! Cannot use TABLESAMPLE
            select sum(n_nationkey) over (w rows 1 preceding) from nation window w as (order by n_nationkey) ! 0A000 ! Cannot add a frame to the named window 'w': write the window out in OVER
            """)
    void isRefusedInWordsOfOurOwn(String sql, String state, String message) {
        QueryRequest request = new QueryRequest.Sql(sql, "tpch");
        ColonnadeException refusal = catchThrowableOfType(
                ColonnadeException.class,
                () -> colonnade.pipeline().describe(Deployment.asked(Deployment.ADMIN), request));
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isIn(ErrorKind.INVALID_ARGUMENT, ErrorKind.NOT_FOUND);
        assertThat(refusal.sqlState()).isEqualTo(state);
        assertThat(refusal.getMessage()).isEqualTo(message).doesNotContain("calcite", "Rel", "$");
    }
}

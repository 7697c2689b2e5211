package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.QueryRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedSyntaxTest {
    private final QueryParser parser = new QueryParser();

    @ParameterizedTest
    @CsvSource(delimiterString = " ! ", quoteCharacter = '`', textBlock = """
            selct 1 ! 1 ! 1 ! did you mean 'select'?
            select a frm t ! 1 ! 14 ! did you mean 'from'?
            select a from ! 1 ! 14 ! found the end of the statement
            select (1 ! 1 ! 10 ! found the end of the statement, expected ')'
            select a from t where a = ! 1 ! 26 ! found the end of the statement, expected a name or a value
            select from ! 1 ! 8 ! found 'from', expected a name
            select 'abc ! 1 ! 8 ! is not closed
            select /* abc ! 1 ! 14 ! is not closed
            select a from user ! 1 ! 15 ! reserved word: to use it as a name, write "user"
            select a # b ! 1 ! 10 ! unexpected character '#'
            select 1; select 2 ! 1 ! 11 ! send one statement at a time
            select a collate "C" ! 1 ! 10 ! Cannot use COLLATE
            select interval '1 month 2 days' ! 1 ! 8 ! write it as two intervals
            select interval '1 fortnight' ! 1 ! 8 ! unknown unit 'fortnight'
            select interval '1 us' ! 1 ! 8 ! finer than a millisecond
            select x::varchr ! 1 ! 11 ! did you mean 'varchar'?
            select x::numeric(39) ! 1 ! 11 ! Arrow carries 1 to 38 digits
            select x::numeric(3,5) ! 1 ! 11 ! Invalid scale: 5
            select ? + $1 ! 1 ! 12 ! mixes '?' and '$1'
            select $0 ! 1 ! 8 ! Invalid parameter: $0
            select distinct on (a) a from t order by b ! 1 ! 42 ! must begin with the expressions of SELECT DISTINCT ON
            select timestampz '2020-01-01' ! 1 ! 19 ! alias
            """)
    void aMistakeIsExplainedWhereItIs(String text, int line, int column, String message) {
        ColonnadeException error = refused(text);

        assertThat(error).hasMessageContaining(message);
        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        assertThat(error.position()).hasValueSatisfying(place -> {
            assertThat(place.line()).isEqualTo(line);
            assertThat(place.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"select a,\n\t, b", "select a,\r\n\t, b", "select '\uD835\uDCB3',\n\t, b"})
    void positionsCountLinesAndCodeUnits(String text) {
        assertThat(refused(text).position()).hasValueSatisfying(place -> {
            assertThat(place.line()).isEqualTo(2);
            assertThat(place.column()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "update t set a = 1",
                "delete from t",
                "merge into t using u on a = b when matched then delete",
                "with x as (select 1) delete from t",
                "with x as (delete from t returning a) select * from x",
                "create table x (a int)",
                "drop table x",
                "alter table t add b int",
                "truncate t",
                "copy t to 'x'",
                "grant all on t to x",
                "explain delete from t",
                "select * into x from t",
                "select a from t for update",
                "select next value for s",
                "call f()",
                "begin",
                "/* x */ vacuum"
            })
    void whatIsNotAReadIsRefusedAsSuch(String text) {
        ColonnadeException error = refused(text);

        assertThat(error.sqlState()).isEqualTo(SqlState.READ_ONLY_TRANSACTION.code());
        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
    }

    private ColonnadeException refused(String text) {
        return catchThrowableOfType(ColonnadeException.class, () -> parser.parse(new QueryRequest.Sql(text, null)));
    }
}

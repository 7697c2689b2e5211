package io.colonnade.jdbc.escape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcEscapesTest {
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            {d '2024-02-29'}                                  => DATE '2024-02-29'
            {t '12:00:00'}                                    => TIME '12:00:00'
            {ts '2024-02-29 12:00:00'}                        => TIMESTAMP '2024-02-29 12:00:00'
            {TS'2024-02-29 12:00:00'}                         => TIMESTAMP '2024-02-29 12:00:00'
            a LIKE 'x!%' {escape '!'}                         => a LIKE 'x!%' ESCAPE '!'
            SELECT 1 {limit 5 offset ?}                       => SELECT 1 LIMIT 5 offset ?
            {oj a LEFT OUTER JOIN {oj b FULL JOIN c}}         => a LEFT OUTER JOIN b FULL JOIN c
            {fn UCASE({fn LCASE('}')})}                       => upper(lower('}'))
            { fn  abs( -1 ) }                                 => abs( -1 )
            {fn concat('a,(', "b,""}")}                       => ('a,(' || "b,""}")
            {fn concat((1, f(2, 3)), ?)}                      => ((1, f(2, 3)) || ?)
            {fn locate('b', ?)}                               => position('b' IN ?)
            {fn curdate()}                                    => current_date
            {fn CURRENT_DATE}                                 => current_date
            {fn convert(?, SQL_INTEGER)}                      => CAST(? AS integer)
            {fn convert(1, varchar)}                          => CAST(1 AS text)
            {fn timestampadd(SQL_TSI_QUARTER, 1 + 1, ?)}      => ((1 + 1) * INTERVAL '3' MONTH + ?)
            {fn extract(YEAR FROM {d '2024-02-29'})}          => extract(YEAR FROM DATE '2024-02-29')
            """)
    void escapesBecomeTheServersSql(String escaped, String sql) {
        assertThat(JdbcEscapes.translate(escaped)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '{d ''x''}'",
                "SELECT \"{fn now()}\"",
                "SELECT 1 -- {fn now()}",
                "SELECT 1 /* {fn now()} */",
                "SELECT $${fn now()}$$",
                "SELECT $a$ $$ {d} $a$",
                "SELECT E'\\'{fn now()}'",
                "SELECT a$b{",
                "{fn now()",
                "}{",
                "{unknown {d '2024-02-29'}}",
                "{call p(1)}",
                "{}"
            })
    void whatIsNoEscapeStaysAsItIs(String sql) {
        assertThat(JdbcEscapes.translate(sql)).isEqualTo(sql);
    }

    @Test
    void functionsThatNobodyKnowsAreLeftToTheServer() {
        assertThat(JdbcEscapes.translate("{fn soundex(a)} {fn locate(1, 2, 3)} {fn convert(a, SQL_BLOB)}"))
                .isEqualTo("soundex(a) locate(1, 2, 3) convert(a, SQL_BLOB)");
    }

    @Test
    void deepNestingEndsInTextAndInNoError() {
        String deep = "{fn abs(".repeat(20_000) + "1" + ")}".repeat(20_000);
        assertThat(JdbcEscapes.translate(deep)).contains("{fn abs(").startsWith("abs(");
        assertThat(JdbcEscapes.translate("{".repeat(20_000))).hasSize(20_000);
    }
}

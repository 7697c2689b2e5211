package io.colonnade.query.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.request.QueryRequest;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL users type, and what the parser makes of it. Spelling is Calcite's; meaning must be PostgreSQL's. */
final class AcceptedSyntaxTest {
    private final QueryParser parser = new QueryParser();

    @ParameterizedTest
    @CsvSource(delimiterString = " ! ", quoteCharacter = '`', textBlock = """
            -1::text                        ! - CAST(1 AS VARCHAR)
            a + b::int                      ! "a" + CAST("b" AS INTEGER)
            a::numeric(10,2) * 2            ! CAST("a" AS numeric(10, 2)) * 2
            x::text || 'a'                  ! CAST("x" AS VARCHAR) || 'a'
            a::text::int                    ! CAST(CAST("a" AS VARCHAR) AS INTEGER)
            f(x)::date                      ! CAST("f"("x") AS DATE)
            (a + b)::float8                 ! CAST("a" + "b" AS DOUBLE)
            $1::bool                        ! CAST(? AS BOOLEAN)
            a[1]::int                       ! CAST("a"[1] AS INTEGER)
            t.a::int4                       ! CAST("t"."a" AS INTEGER)
            not a::bool                     ! NOT CAST("a" AS BOOLEAN)
            a between b::int and c::int     ! "a" BETWEEN ASYMMETRIC CAST("b" AS INTEGER) AND CAST("c" AS INTEGER)
            case when a then b end::text    ! CAST(CASE WHEN "a" THEN "b" ELSE NULL END AS VARCHAR)
            1 + 2 || 'a'                    ! (1 + 2) || 'a'
            2 ^ 3 * 2                       ! POWER(2, 3) * 2
            a -> 'b' ->> 'c'                ! "a" -> 'b' ->> 'c'
            f(a -> 'b')                     ! "f"("a" -> 'b')
            a ->> 'b' = 'c'                 ! "a" ->> 'b' = 'c'
            a or b and c or d               ! "a" OR "b" AND "c" OR "d"
            """)
    void operatorsBindAsInPostgres(String expression, String expected) {
        assertThat(standard("select " + expression)).isEqualTo("SELECT " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ! ", quoteCharacter = '`', textBlock = """
            x::numeric                      ! CAST("x" AS numeric)
            cast(x as decimal(12,3))        ! CAST("x" AS numeric(12, 3))
            x::numeric(5)                   ! CAST("x" AS numeric(5, 0))
            x::timestamptz                  ! CAST("x" AS TIMESTAMP(6) WITH LOCAL TIME ZONE)
            cast(x as timestamp with time zone) ! CAST("x" AS TIMESTAMP(6) WITH LOCAL TIME ZONE)
            x::timestamp                    ! CAST("x" AS TIMESTAMP(6))
            x::timestamp(3)                 ! CAST("x" AS TIMESTAMP(3))
            x::time                         ! CAST("x" AS TIME(6))
            x::jsonb                        ! CAST("x" AS JSONB)
            x::bytea                        ! CAST("x" AS BYTEA)
            x::uuid                         ! CAST("x" AS UUID)
            x::varchar(9)                   ! CAST("x" AS VARCHAR(9))
            x::int2                         ! CAST("x" AS SMALLINT)
            x::double precision             ! CAST("x" AS DOUBLE)
            x::float4                       ! CAST("x" AS REAL)
            timestamptz '2020-01-01'        ! CAST('2020-01-01' AS TIMESTAMP(6) WITH LOCAL TIME ZONE)
            """)
    void typesAreThoseOfPostgres(String expression, String expected) {
        assertThat(standard("select " + expression)).isEqualTo("SELECT " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ! ", quoteCharacter = '`', textBlock = """
            1 day                ! '1' DAY(9)
            1 year 2 months      ! '1-2' YEAR(9) TO MONTH
            3 mons               ! '0-3' YEAR(9) TO MONTH
            1-2                  ! '1-2' YEAR(9) TO MONTH
            36 hours             ! '36:00:00' HOUR(9) TO SECOND(6)
            1 day 12:00:00       ! '1 12:00:00' DAY(9) TO SECOND(6)
            3 4:05:06.5          ! '3 4:05:06.500' DAY(9) TO SECOND(6)
            -3 days              ! -'3' DAY(9)
            2 weeks ago          ! -'14' DAY(9)
            1.5 hours            ! '1:30:00' HOUR(9) TO SECOND(6)
            12:30                ! '12:30:00' HOUR(9) TO SECOND(6)
            90                   ! '0:01:30' HOUR(9) TO SECOND(6)
            P1DT2H               ! '1 2:00:00' DAY(9) TO SECOND(6)
            P1Y6M                ! '1-6' YEAR(9) TO MONTH
            PT5M                 ! '0:05:00' HOUR(9) TO SECOND(6)
            """)
    void intervalsNeedNoUnitBehindThem(String text, String expected) {
        assertThat(standard("select interval '" + text + "'")).isEqualTo("SELECT INTERVAL " + expected);
        assertThat(standard("select '" + text + "'::interval")).isEqualTo("SELECT INTERVAL " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ! ", quoteCharacter = '`', textBlock = """
            select distinct on (a) a, b from t order by a, b desc ! SELECT "a", "b" FROM "t" QUALIFY (ROW_NUMBER() OVER (PARTITION BY "a" ORDER BY "a", "b" DESC)) = 1 ORDER BY 1, 2 DESC
            select distinct on (1) lower(a) x, b from t order by x, 2 ! SELECT LOWER("a") AS "x", "b" FROM "t" QUALIFY (ROW_NUMBER() OVER (PARTITION BY LOWER("a") ORDER BY LOWER("a"), "b")) = 1 ORDER BY 1, 2
            select string_agg(x, ',' order by y desc) from t ! SELECT STRING_AGG("x", ',') WITHIN GROUP (ORDER BY "y" DESC) FROM "t"
            select a from t limit 5 offset 2 ! SELECT "a" FROM "t" OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY
            select a from t offset 2 limit 5 ! SELECT "a" FROM "t" OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY
            select a from t fetch first row only ! SELECT "a" FROM "t" FETCH NEXT 1 ROWS ONLY
            select 1 where a = 2 ! SELECT 1 WHERE "a" = 2
            select a from t limit all ! SELECT "a" FROM "t"
            select a ilike 'x', a !~* 'y', a similar to 'z', a != b; ! SELECT "a" ILIKE 'x', "a" !~* 'y', "a" SIMILAR TO 'z', "a" <> "b"
            select E'a\\tb', 'a\\tb', U&'\\00e9', 'é日本' from "Tä" ! SELECT 'a	b', 'a\\tb', 'é', 'é日本' FROM "Tä"
            select Count(*) as count, Year, "Date" from T -- all ! SELECT COUNT(*) AS "count", "year", "Date" FROM "t"
            select ts at time zone 'UTC' + interval '1 day' from t ! SELECT "timezone"('UTC', "ts") + INTERVAL '1' DAY(9) FROM "t"
            select 1e3, 1.5e-2 /*+ no hint */ ! SELECT CAST(1000 AS numeric(4, 0)), 0.015
            select a from t where b = 1 group by 1 order by 1 desc ! SELECT "a" FROM "t" WHERE "b" = 1 GROUP BY 1 ORDER BY 1 DESC
            """)
    void statementsOfPostgresAreRead(String statement, String expected) {
        assertThat(standard(statement)).isEqualTo(expected);
    }

    private String standard(String text) {
        return parser.parse(new QueryRequest.Sql(text, null))
                .query()
                .toSqlString(config -> config.withDialect(PostgresqlSqlDialect.DEFAULT)
                        .withClauseStartsLine(false)
                        .withSelectListItemsOnSeparateLines(false)
                        .withLineFolding(SqlWriterConfig.LineFolding.WIDE)
                        .withIndentation(0))
                .getSql()
                .replace('\n', ' ');
    }
}

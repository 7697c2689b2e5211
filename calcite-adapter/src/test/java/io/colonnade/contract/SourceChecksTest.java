package io.colonnade.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.source.Source;
import io.colonnade.source.StatementDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks against a live PostgreSQL, and what a sound file compiles to. */
class SourceChecksTest {
    private static ContractDatabase database;
    private static Source source;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        database = ContractDatabase.create("contract_checks");
        database.execute("""
                CREATE TYPE mood AS ENUM ('sad', 'happy');
                CREATE TYPE point3 AS (x int, y int, z int);
                CREATE DOMAIN price AS numeric(8,2);
                CREATE TABLE things (
                  id int4 PRIMARY KEY, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n122 numeric(12,2),
                  n numeric, n5 numeric(5), t text, v varchar(9), c char(3), nm name, e mood, u uuid, j json, jb jsonb,
                  b bytea, d date, tm time, tz timestamptz, ts timestamp, tmz timetz, ok bool, iv interval,
                  m money, ia int[], p3 point3, r int4range, ip inet, dom price, ser serial, "Big" int4);
                """);
        source = database.source();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            i2   | int32              | "c"
            i2   | int64              | "c"
            i4   | int32              | "c"
            i4   | int64              | "c"
            ser  | int32              | "c"
            i8   | int64              | "c"
            f4   | float32            | "c"
            f4   | float64            | "c"::float8
            f8   | float64            | "c"
            n122 | decimal(12,2)      | "c"
            n122 | decimal(14,3)      | "c"
            n122 | decimal(50,4)      | "c"
            n5   | decimal(5,0)       | "c"
            n    | decimal(10,1)      | "c"
            dom  | decimal(8,2)       | "c"
            t    | string             | "c"
            t    | large_string       | "c"
            v    | string             | "c"
            c    | string             | "c"::text
            nm   | string             | "c"::text
            e    | string             | "c"::text
            u    | uuid               | "c"
            u    | string             | "c"::text
            j    | json               | "c"
            jb   | json               | "c"
            jb   | string             | "c"::text
            b    | binary             | "c"
            d    | date               | "c"
            tm   | time(us)           | "c"
            tz   | timestamp(us, UTC) | "c"
            ok   | bool               | "c"
            """)
    void typeThatFitsIsReadWithItsExpression(String column, String type, String expression) {
        Column compiled = compile(file(column + ": {type: '" + type + "'}"))
                .projections()
                .get(0)
                .batches()
                .get(0)
                .column(column)
                .orElseThrow();
        assertThat(compiled.type()).hasToString(type);
        assertThat(compiled.expression()).isEqualTo(expression.replace("\"c\"", '"' + column + '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            i8   | int32              | its database type int8 does not convert to it without loss; declare type: int64, or convert it under sql: "i8::integer"
            i4   | string             | its database type int4 does not convert to it without loss; declare type: int32, or convert it under sql: "i4::text"
            i4   | decimal(10,0)      | its database type int4 does not convert to it without loss; declare type: int32, or convert it under sql: "i4::numeric(10,0)"
            f8   | float32            | its database type float8 does not convert to it without loss; declare type: float64, or convert it under sql: "f8::real"
            n122 | float64            | its database type numeric(12,2) does not convert to it without loss; declare type: 'decimal(12,2)', or convert it under sql: "n122::double precision"
            n122 | decimal(12,1)      | its database type numeric(12,2) has digits that would be lost; declare type: 'decimal(12,2)'
            n122 | decimal(12,3)      | its database type numeric(12,2) has digits that would be lost; declare type: 'decimal(12,2)'
            n    | int64              | its database type numeric does not convert to it without loss; declare type: 'decimal(38,16)', or convert it under sql: "n::bigint"
            t    | uuid               | its database type text does not convert to it without loss; declare type: string, or convert it under sql: "t::uuid"
            d    | timestamp(us, UTC) | its database type date does not convert to it without loss; declare type: date, or convert it under sql: "d::timestamp with time zone"
            ts   | timestamp(us, UTC) | its database type timestamp has no time zone; write sql: "ts AT TIME ZONE 'UTC'"
            tmz  | time(us)           | its database type timetz is not read as it is; write sql: "(tmz AT TIME ZONE 'UTC')::time"
            iv   | string             | its database type interval is not read as it is; write sql: "extract(epoch FROM iv)::bigint"
            m    | decimal(12,2)      | its database type money is not read as it is; write sql: "m::numeric"
            ip   | string             | its database type inet is not read as it is; write sql: "ip::text"
            ia   | string             | its database type _int4 is nested and a batch is flat; make it a batch of its own with a foreign key, or write sql: "to_jsonb(ia)" with type: json
            p3   | json               | its database type point3 is nested and a batch is flat; make it a batch of its own with a foreign key, or write sql: "to_jsonb(p3)" with type: json
            r    | string             | its database type int4range is nested and a batch is flat; make it a batch of its own with a foreign key, or write sql: "to_jsonb(r)" with type: json
            """)
    void typeThatDoesNotFitIsRefusedWithAMend(String column, String type, String why) {
        assertProblems(
                file(column + ": {type: '" + type + "'}"),
                "10: Cannot read column '" + column + "' as " + type + ": " + why);
    }

    @Test
    void unknownTableIsReportedAtItsLine() {
        assertProblems(
                file("t: {type: string}").replace("from: things", "from: thinks"),
                "6: Cannot read the relation of batch 'all': relation \"thinks\" does not exist");
    }

    @Test
    void unknownColumnIsReportedWithTheNearest() {
        assertProblems(
                file("t: {type: string, from: n12}"),
                "10: Unknown column 'n12' in the relation of batch 'all'; did you mean 'n122'?");
    }

    @Test
    void everyFaultyColumnIsReportedAtOnce() {
        assertProblems(
                file("t: {type: string, from: tt}\n      i8: {type: int32}\n      v: {type: string, sql: v + 1}"),
                "10: Unknown column 'tt' in the relation of batch 'all'; did you mean 't'?",
                "11: Cannot read column 'i8' as int32: its database type int8 does not convert to it without loss;"
                        + " declare type: int64, or convert it under sql: \"i8::integer\"",
                "12: Invalid sql of column 'v': operator does not exist: character varying + integer");
    }

    @Test
    void whatIsWrongWithoutTheSourceIsReportedOnce() {
        assertProblems(
                file("t: {type: string, sql: lower(t}\n      v: {type: string, from: n12}"),
                "10: Invalid sql: its parentheses do not match",
                "11: Unknown column 'n12' in the relation of batch 'all'; did you mean 'n122'?");
        assertProblems(
                file("t: {type: string, from: tt}").replace("    from: things\n", ""),
                "5: Missing key 'from' of batch 'all': name a table or view, or give a SELECT under 'sql'");
        assertProblems(
                file("t: {type: string, from: tt}").replace("from: things", "from: a.b.c"),
                "6: Invalid from: 'a.b.c' (table, or schema.table, as the database names them); put a query under 'sql'");
    }

    @Test
    void faultyConditionIsReportedAtItsLine() {
        assertProblems(
                file("t: {type: string}").replace("key: [id]", "key: [id]\n    where: deleted_at IS NULL"),
                "8: Invalid where of batch 'all': column \"deleted_at\" does not exist");
    }

    @Test
    void expressionsSpeakOfOneRow() {
        assertProblems(
                file("t: {type: int64, sql: count(*)}"),
                "10: Invalid sql of column 't': aggregate functions are not allowed in WHERE");
        assertProblems(
                file("t: {type: int64, sql: row_number() OVER ()}"),
                "10: Invalid sql of column 't': window functions are not allowed in WHERE");
        assertProblems(
                file("t: {type: int32, sql: 'generate_series(1, 2)'}"),
                "10: Invalid sql of column 't': set-returning functions are not allowed in WHERE");
    }

    @Test
    void expressionOfTwoValuesIsRefused() {
        assertProblems(
                file("t: {type: string, sql: 't, v'}"),
                "10: Cannot read column 't' as string: its database type record is nested and a batch is flat; make it a"
                        + " batch of its own with a foreign key, or write sql: \"to_jsonb((t, v))\" with type: json");
    }

    @Test
    void listedFilterColumnTakesTheTypeOfTheSource() {
        Batch batch = compile(file("t: {type: string}\n    filter_columns: [i4, n122, e]"))
                .projections()
                .get(0)
                .batches()
                .get(0);
        assertThat(batch.filterColumns())
                .extracting(column -> column.name() + " " + column.type() + " " + column.expression())
                .containsExactly("i4 int32 \"i4\"", "n122 decimal(12,2) \"n122\"", "e string \"e\"::text");
        assertThat(batch.column("i4")).isEmpty();
    }

    @Test
    void unreadableFilterColumnIsRefused() {
        assertProblems(
                file("t: {type: string}\n    filter_columns: [ts]"),
                "11: Cannot read column 'ts': its database type timestamp has no time zone; write sql: \"ts AT TIME ZONE"
                        + " 'UTC'\"");
    }

    @Test
    void namesThatNeedQuotesAreQuoted() {
        Batch batch = compile(file("big: {type: int32, from: Big}\n      low: {type: string, sql: lower(t)}"))
                .projections()
                .get(0)
                .batches()
                .get(0);
        assertThat(batch.relation()).isEqualTo(new Relation.Table("\"things\""));
        assertThat(batch.columns()).extracting(Column::expression).containsExactly("\"id\"", "\"Big\"", "(lower(t))");
    }

    @Test
    void soundBatchNeedsOneLookAtTheSource() {
        database.described().clear();
        compile(file("t: {type: string, sql: lower(t)}"));
        assertThat(database.described())
                .containsExactly("SELECT \"id\" AS \"id\", (lower(t)) AS \"t\" FROM \"things\" WHERE (lower(t)) IS NOT"
                        + " NULL");
    }

    @Test
    void unknownSourceIsReportedWithTheNearest() {
        assertProblems(
                file("t: {type: string}").replace("source: db", "source: dc"),
                "3: Unknown source 'dc'; did you mean 'db'?");
    }

    @Test
    void unreachableSourceIsReportedAtTheProjection() {
        Source down = new DescribeOnlySource("db") {
            @Override
            public StatementDescription describe(String select) {
                throw ColonnadeException.of(
                        ErrorKind.UNAVAILABLE, SqlState.UNABLE_TO_CONNECT, "Cannot connect to source 'db': refused");
            }
        };
        Path path = write("p.yaml", file("t: {type: string}"));
        assertThatThrownBy(() -> compiler().compile(path, Map.of("db", down)))
                .hasMessage("Cannot use the projections: 1 problem\n  " + path
                        + ":3: Cannot connect to source 'db': refused");
    }

    @Test
    void refusalOfTheFilterCheckerIsReportedAtTheFilter() {
        String yaml = file("t: {type: string}") + "row_filters:\n  - {batch: all, filter: \"x = 1\"}\n";
        Path path = write("p.yaml", yaml);
        ProjectionCompiler compiler = new ProjectionCompiler(
                (projection, batch, filter) -> {
                    assertThat(batch.name()).isEqualTo("all");
                    throw ColonnadeException.of(
                            ErrorKind.INVALID_ARGUMENT, SqlState.UNDEFINED_COLUMN, "Unknown column 'x' in the filter");
                },
                mask -> {});
        assertThatThrownBy(() -> compiler.compile(path, Map.of("db", source)))
                .hasMessage(
                        "Cannot use the projections: 1 problem\n  " + path + ":12: Unknown column 'x' in the filter");
    }

    @Test
    void aMaskThatNeedsAMissingKeyIsReportedAtTheMask() {
        String yaml = file("t: {type: string}") + "masks:\n  - {column: all.t, mask: encrypt}\n";
        Path path = write("p.yaml", yaml);
        ProjectionCompiler compiler =
                new ProjectionCompiler((projection, batch, filter) -> {}, MaskKeys.of("a key")::check);
        assertThatThrownBy(() -> compiler.compile(path, Map.of("db", source)))
                .hasMessage("Cannot use the projections: 1 problem\n  " + path
                        + ":12: Cannot encrypt or decrypt: the configuration has no key for it;"
                        + " set security.encryption_key");
    }

    @Test
    void problemsOfAllFilesAreReportedTogetherInTheirOrder() {
        write("b.yaml", file("t: {type: strin}").replace("projection: p", "projection: q"));
        write("a.yaml", file("t: {type: string, from: x1}").replace("version: 1.0.0", "version: one"));
        assertThatThrownBy(() -> compiler().compile(directory, Map.of("db", source)))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .message()
                .startsWith("Cannot use the projections: 3 problems\n  " + directory.resolve("a.yaml") + ":2: ")
                .contains(
                        "\n  " + directory.resolve("a.yaml") + ":10: ", "\n  " + directory.resolve("b.yaml") + ":10: ");
    }

    @Test
    void emptyDirectoryAndMissingFileAreReported() {
        assertThatThrownBy(() -> compiler().compile(directory, Map.of("db", source)))
                .hasMessageEndingWith(":1: Cannot find a projection: the directory holds no *.yaml file");
        assertThatThrownBy(() -> compiler().compile(directory.resolve("no.yaml"), Map.of("db", source)))
                .hasMessageEndingWith("no.yaml:1: Cannot read the file: it does not exist");
    }

    @Test
    void olderMajorVersionIsReachedByItsNumber() {
        write("new.yaml", file("t: {type: string}").replace("version: 1.0.0", "version: 2.1.0"));
        write("old.yaml", file("t: {type: string}") + "stability: deprecated\nreplacement: p\nsunset: 2027-01-31\n");
        Contracts contracts = compiler().compile(directory, Map.of("db", source));
        assertThat(contracts.projections()).extracting(Projection::name).containsExactly("p", "p@1");
        assertThat(contracts.projection("p").orElseThrow().version()).hasToString("2.1.0");
        assertThat(contracts.projection("p@2")).isEqualTo(contracts.projection("p"));
        Projection old = contracts.projection("p@1").orElseThrow();
        assertThat(old.policy().projection()).isEqualTo("p@1");
        assertThat(old.deprecation()).isEqualTo(new Deprecation("p", java.time.LocalDate.of(2027, 1, 31)));
    }

    @Test
    void fingerprintFollowsTheText() {
        String first = compile(file("t: {type: string}")).fingerprint();
        assertThat(compile(file("t: {type: string}")).fingerprint())
                .isEqualTo(first)
                .hasSize(64);
        assertThat(compile(file("t: {type: large_string}")).fingerprint()).isNotEqualTo(first);
    }

    private static String file(String columns) {
        return """
                projection: p
                version: 1.0.0
                source: db
                batches:
                  all:
                    from: things
                    key: [id]
                    columns:
                      id: {type: int32, nullable: false}
                      %s
                """.formatted(columns);
    }

    private Contracts compile(String yaml) {
        return compiler().compile(write("p.yaml", yaml), Map.of("db", source));
    }

    private void assertProblems(String yaml, String... problems) {
        Path path = write("p.yaml", yaml);
        String count = problems.length == 1 ? "1 problem" : problems.length + " problems";
        StringBuilder expected = new StringBuilder("Cannot use the projections: " + count);
        for (String problem : problems) {
            expected.append("\n  ").append(path).append(':').append(problem);
        }
        assertThatThrownBy(() -> compiler().compile(path, Map.of("db", source))).hasMessage(expected.toString());
    }

    private static ProjectionCompiler compiler() {
        return new ProjectionCompiler((projection, batch, filter) -> {}, mask -> {});
    }

    private Path write(String name, String yaml) {
        try {
            return Files.writeString(directory.resolve(name), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

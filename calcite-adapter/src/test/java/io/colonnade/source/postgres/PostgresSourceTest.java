package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.TextPosition;
import io.colonnade.source.Capabilities;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.source.StatementDescription.DescribedColumn;
import io.colonnade.source.StatementDescription.Kind;
import io.colonnade.source.postgres.PostgresSettings.Reader;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a source says of itself and of statements, what it binds, and how it fails to connect. */
class PostgresSourceTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final Duration SHORT = Duration.ofMillis(500);

    private final SourceReading reading = new SourceReading(DATABASE);

    @AfterEach
    void close() {
        reading.close();
    }

    private static ColonnadeException failure(Runnable action) {
        return catchThrowableOfType(ColonnadeException.class, action::run);
    }

    @Test
    void capabilitiesNameVersionAndCollation() {
        assertThat(reading.source().capabilities()).isEqualTo(new Capabilities(Capabilities.Kind.POSTGRESQL, 17, true));
        assertThat(reading.source().isHealthy()).isTrue();
    }

    @Test
    void descriptionNamesTypesAndKinds() {
        DATABASE.execute("""
                DROP SCHEMA IF EXISTS "Described" CASCADE; CREATE SCHEMA "Described";
                CREATE TYPE "Described"."Mood" AS ENUM ('ok'); CREATE TYPE "Described".pair AS (a int, b int);
                CREATE TABLE "Described".t (id serial, code char(3), price numeric(12,2), free numeric,
                    mood "Described"."Mood", pair "Described".pair, tags text[], span int4range, doc jsonb)""");
        assertThat(reading.source().describe("SELECT * FROM \"Described\".t").columns())
                .containsExactly(
                        new DescribedColumn("id", "int4", 0, 0, Kind.BASE, true),
                        new DescribedColumn("code", "bpchar", 0, 0, Kind.BASE, true),
                        new DescribedColumn("price", "numeric", 12, 2, Kind.BASE, true),
                        new DescribedColumn("free", "numeric", 0, 0, Kind.BASE, true),
                        new DescribedColumn("mood", "Mood", 0, 0, Kind.ENUM, true),
                        new DescribedColumn("pair", "pair", 0, 0, Kind.COMPOSITE, true),
                        new DescribedColumn("tags", "_text", 0, 0, Kind.ARRAY, true),
                        new DescribedColumn("span", "int4range", 0, 0, Kind.RANGE, true),
                        new DescribedColumn("doc", "jsonb", 0, 0, Kind.BASE, true));
    }

    @Test
    void descriptionRunsNothing() {
        assertThat(reading.source()
                        .describe("SELECT 1 AS never FROM pg_sleep(60)")
                        .columns())
                .hasSize(1);
    }

    @Test
    void descriptionOfAnUnknownColumnPointsAtIt() {
        ColonnadeException error = failure(() -> reading.source().describe("SELECT 1,\n  nosuch FROM pg_class"));
        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        assertThat(error.sqlState()).isEqualTo("42703");
        assertThat(error.position()).contains(new TextPosition(2, 3));
        assertThat(error.getMessage()).isEqualTo("column \"nosuch\" does not exist");
    }

    @Test
    void onlyOneQueryCanBeDescribed() {
        assertThat(failure(() -> reading.source().describe("SELECT 1; SELECT 2"))
                        .sqlState())
                .isEqualTo("42601");
        assertThat(failure(() -> reading.source().describe("SET jit = on")).sqlState())
                .isEqualTo("42601");
    }

    private static Stream<Parameter> parameters() {
        return Stream.of(
                new Parameter(ColumnType.of(TypeName.STRING), "it's \\ ü"),
                new Parameter(ColumnType.of(TypeName.INT32), -7),
                new Parameter(ColumnType.of(TypeName.INT64), Long.MIN_VALUE),
                new Parameter(ColumnType.of(TypeName.FLOAT32), 0.1f),
                new Parameter(ColumnType.of(TypeName.FLOAT64), Double.NaN),
                new Parameter(ColumnType.of(TypeName.BOOL), true),
                new Parameter(ColumnType.decimal(12, 2), new BigDecimal("-1.50")),
                new Parameter(ColumnType.of(TypeName.DATE), LocalDate.of(1582, 10, 10)),
                new Parameter(ColumnType.of(TypeName.TIME), LocalTime.of(1, 2, 3, 4000)),
                new Parameter(ColumnType.of(TypeName.TIMESTAMP), LocalDateTime.of(-43, 3, 15, 0, 0)),
                new Parameter(ColumnType.of(TypeName.TIMESTAMP_UTC), Instant.parse("1900-01-01T00:00:00.000001Z")),
                new Parameter(ColumnType.of(TypeName.JSON), "{\"a\": 1}"),
                new Parameter(ColumnType.of(TypeName.BINARY), new byte[] {0, 1, -1}),
                new Parameter(ColumnType.of(TypeName.UUID), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void parameterArrivesAsItWasBoundAndWithItsType(Parameter parameter) {
        Parameter missing = new Parameter(parameter.type(), null);
        List<Object> row = reading.rows(
                        "SELECT ?, ?, pg_typeof(?)::text, pg_typeof(?)::text",
                        List.of(parameter, missing, parameter, missing),
                        OPTIONS,
                        new ResultColumn("v", parameter.type(), false, "p.b.v"),
                        new ResultColumn("n", parameter.type(), true, "p.b.n"),
                        computed("t", "string"),
                        computed("u", "string"))
                .get(0);
        assertThat(row.get(0)).isEqualTo(parameter.value());
        assertThat(row.get(1)).isNull();
        assertThat(row.get(2)).isEqualTo(parameter.type().name().postgres());
        assertThat(row.get(3)).isEqualTo(parameter.type().name().postgres());
    }

    @Test
    void databaseThatIsDownIsUnavailableAndNamed() {
        PostgresSettings settings = PostgresSettings.of(
                        "shop", "jdbc:postgresql://localhost:1/orders?password=hunter2", "reader", "hunter2")
                .withConnectionTimeout(SHORT);
        try (PostgresSource source = new PostgresSource(settings)) {
            ColonnadeException error = failure(() -> source.describe("SELECT 1"));
            assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(error.getMessage())
                    .contains("shop", "localhost:1/orders")
                    .doesNotContain("hunter2");
            assertThat(error.clientMessage()).isEqualTo("Cannot connect to source 'shop'");
            assertThat(source.isHealthy()).isFalse();
            assertThat(settings.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void databaseThatDoesNotExistIsSaidToBeMissing() {
        PostgresSettings settings = PostgresSettings.of(
                        "shop", DATABASE.url().replace("/postgres", "/nowhere"), "postgres", "")
                .withConnectionTimeout(SHORT);
        try (PostgresSource source = new PostgresSource(settings)) {
            ColonnadeException error = failure(() -> source.describe("SELECT 1"));
            assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(error.getMessage()).contains("no such database");
        }
    }

    @Test
    void exhaustedPoolSaysHowLongItWaitedAndForWhat() throws IOException {
        PostgresSettings settings = DATABASE.settings().withMaximumPoolSize(2).withConnectionTimeout(SHORT);
        try (SourceReading small = new SourceReading(settings);
                BatchReader first = small.read("SELECT 1", OPTIONS, computed("c", "int32"));
                BatchReader second = small.read("SELECT 1", OPTIONS, computed("c", "int32"))) {
            ColonnadeException error = failure(() -> small.rows("SELECT 1", computed("c", "int32")));
            assertThat(error.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
            assertThat(error.getMessage()).contains("within 0.5 s", "in use 2", "at most 2");
            assertThat(error.clientMessage()).contains("within 0.5 s").doesNotContain("in use", "at most");
            assertThat(first.loadNextBatch() && second.loadNextBatch()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TimeZone, UTC",
        "IntervalStyle, postgres",
        "jit, off",
        "transaction_isolation, repeatable read",
        "transaction_read_only, on",
        "application_name, colonnade",
        "statement_timeout, 1min"
    })
    void sessionIsPinned(String setting, String value) {
        assertThat(reading.value("string", "current_setting('" + setting + "')"))
                .isEqualTo(value);
    }

    /** Settings that were made in a transaction are gone with its rollback. */
    @ParameterizedTest
    @EnumSource(Reader.class)
    void sessionStaysPinnedWhenItsFirstReadFails(Reader reader) {
        PostgresSettings settings = DATABASE.settings().withMaximumPoolSize(2).withReader(reader);
        try (SourceReading fresh = new SourceReading(settings)) {
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> fresh.value("int32", "1 / 0")).isInstanceOf(ColonnadeException.class);
            }
            for (int i = 0; i < 4; i++) {
                assertThat(fresh.value(
                                "string",
                                "concat_ws(' ', current_setting('TimeZone'), current_setting('jit'),"
                                        + " current_setting('default_transaction_read_only'))"))
                        .isEqualTo("UTC off on");
            }
        }
    }
}

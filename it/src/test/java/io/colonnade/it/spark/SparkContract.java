package io.colonnade.it.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.Checkout;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every Spark must be able to do with a Colonnade server through the shaded driver and the dialect's jar. */
@ExtendWith(NothingLeft.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SparkContract {
    /** As PostgreSQL writes what {@link SparkAnswer} holds; floats and flags are asked for as Java has them. */
    private static final String EVERY_TYPE = "SELECT id::text, a_string, a_large, an_int32::text, an_int64::text,"
            + " a_float32, a_float64, a_bool, a_decimal::text, a_long::text, a_huge::text, a_date::text, a_time::text,"
            + " to_char(a_moment AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), a_json::text, encode(a_binary, 'hex'),"
            + " a_uuid::text FROM clients.kinds ORDER BY id";

    private final SparkProcess.Version version;
    private SparkProcess spark;

    SparkContract(SparkProcess.Version version) {
        this.version = version;
    }

    @BeforeAll
    void start() throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "spark.ui.enabled=false",
                "spark.driver.bindAddress=127.0.0.1",
                "spark.driver.host=127.0.0.1",
                "spark.sql.shuffle.partitions=1",
                "spark.sql.warehouse.dir=" + Checkout.module().resolve("target/spark-warehouse-" + version.directory()),
                "spark.sql.datetime.java8API.enabled=true",
                "spark.sql.parquet.datetimeRebaseModeInWrite=CORRECTED",
                "spark.sql.parquet.int96RebaseModeInWrite=CORRECTED",
                "spark.sql.session.timeZone=America/New_York"));
        for (String user : List.of("admin", "alice", "bob", "carol")) {
            String catalog = "spark.sql.catalog." + user;
            settings.add(catalog + "=org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog");
            options(user).forEach((option, value) -> settings.add(catalog + "." + option + "=" + value));
        }
        spark = SparkProcess.start(version, settings);
    }

    @AfterAll
    void stop() throws IOException {
        spark.close();
    }

    private static String url() {
        return "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort();
    }

    private static Map<String, String> options(String user, String... more) {
        Map<String, String> options = new TreeMap<>(
                Map.of("url", url(), "driver", "io.colonnade.jdbc.ColonnadeDriver", "user", user, "password", user));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private static Map<String, String> table(String table, String... more) {
        Map<String, String> options = options("admin", more);
        options.put("dbtable", table);
        return options;
    }

    private List<List<@Nullable String>> rows(SparkQuestion question) throws IOException {
        return answer(question).rows();
    }

    private SparkAnswer answer(SparkQuestion question) throws IOException {
        SparkAnswer answer = spark.ask(question);
        assertThat(answer.errors()).as(question.sql()).isNull();
        return answer;
    }

    /** Returns the message and its causes, those of the driver with their SQLSTATE in front. */
    private List<String> errors(SparkQuestion question) throws IOException {
        SparkAnswer answer = spark.ask(question);
        assertThat(answer.errors()).as(question.sql()).isNotNull();
        return answer.errors();
    }

    private static List<List<@Nullable String>> postgres(String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Connection connection = ClientsDatabase.get().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    @Nullable Object value = result.getObject(i);
                    row.add(value == null ? null : value.toString());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void schemaHasEveryTypeExactly() throws IOException {
        SparkQuestion question = SparkQuestion.of("SELECT * FROM kinds LIMIT 0").over("kinds", table("clients.kinds"));
        assertThat(answer(question).schema())
                .isEqualTo("id INT,a_string STRING,a_large STRING,an_int32 INT,an_int64 BIGINT,a_float32 FLOAT,"
                        + "a_float64 DOUBLE,a_bool BOOLEAN,a_decimal DECIMAL(12,2),a_long DECIMAL(38,10),a_huge STRING,"
                        + "a_date DATE,a_time STRING,a_moment TIMESTAMP,a_json STRING,a_binary BINARY,a_uuid STRING");
    }

    @Test
    void valuesOfEveryTypeAreThoseOfPostgres(@TempDir Path directory) throws Exception {
        SparkQuestion all = SparkQuestion.of("SELECT * FROM kinds ORDER BY id").over("kinds", table("clients.kinds"));
        assertThat(rows(all)).isEqualTo(postgres(EVERY_TYPE));
        Path parquet = directory.resolve("kinds");
        rows(SparkQuestion.of("INSERT OVERWRITE DIRECTORY '" + parquet + "' USING parquet SELECT * FROM kinds"));
        assertThat(rows(SparkQuestion.of("SELECT * FROM parquet.`" + parquet + "` ORDER BY id")))
                .isEqualTo(postgres(EVERY_TYPE));
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2024-07-01 08:00:00, 2024-03-10 03:30:00",
        "Asia/Kathmandu, 2024-07-01 17:45:00, 2024-03-10 13:15:00",
        "Australia/Lord_Howe, 2024-07-01 22:30:00, 2024-03-10 18:30:00"
    })
    void momentsAreShownAndFoundInTheZoneOfTheSession(String zone, String first, String fifth) throws IOException {
        SparkQuestion question = SparkQuestion.of(
                        "SELECT CAST(a_moment AS STRING) FROM kinds WHERE a_moment IN (TIMESTAMP '" + first
                                + "', TIMESTAMP '" + fifth + "') ORDER BY id")
                .over("kinds", table("clients.kinds"))
                .with("spark.sql.session.timeZone", zone);
        AuditedReads reads = new AuditedReads();
        assertThat(rows(question)).containsExactly(List.of(first), List.of(fifth));
        assertThat(reads.rows()).containsExactly(2L);
    }

    @Test
    void timestampsWithoutAZoneAreWhatTheClockShows() throws IOException {
        String sql = "SELECT id, a_moment AT TIME ZONE 'UTC' AS naive FROM clients.kinds";
        SparkQuestion question = SparkQuestion.of(
                        "SELECT * FROM naive WHERE naive = TIMESTAMP_NTZ '2024-07-01 12:00:00'")
                .over("naive", options("admin", "query", sql, "preferTimestampNTZ", "true"));
        SparkAnswer answer = answer(question);
        assertThat(answer.schema()).isEqualTo("id INT,naive TIMESTAMP_NTZ");
        assertThat(answer.rows()).containsExactly(List.of("1", "2024-07-01T12:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | a_string LIKE 'Gr%'",
                "1 | contains(a_large, '\"2\"') AND endswith(a_large, '\\\\')",
                "5 | a_string = 'forward' OR a_large = 'it''s'",
                "2 | an_int64 = -9223372036854775808 AND an_int32 IN (1, -2147483648)",
                "1 | a_float32 = 1.5F AND a_float64 >= 2.25D",
                "2 | a_float32 = float('-3.4028235e38')",
                "6 | a_float64 = double('NaN')",
                "1 | a_long = 0.0000000001 AND a_decimal > 1234.5",
                "2 | a_date < DATE '1500-01-01'",
                "6 | a_date BETWEEN DATE '2024-04-01' AND DATE '2024-05-01' AND NOT a_bool",
                "2 | a_moment < TIMESTAMP '1500-01-01 00:00:00'",
                "1 | a_binary = X'00FF10'",
                "4 | a_uuid <=> NULL",
                "1 | a_uuid = '00112233-4455-6677-8899-aabbccddeeff'",
                "1 | a_time > '12:00' AND id <> 3",
                "5 | a_json = '{}'"
            })
    void conditionsAreAnsweredByColonnade(String id, String condition) throws IOException {
        AuditedReads reads = new AuditedReads();
        SparkAnswer answer = answer(
                SparkQuestion.of("SELECT id FROM kinds WHERE " + condition).over("kinds", table("clients.kinds")));
        assertThat(answer.rows()).containsExactly(List.of(id));
        assertThat(answer.plan()).contains("PushedFilters: [*").doesNotContain("Filter (");
        assertThat(reads.rows()).as("rows that left").containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | length(a_string) = 11", "1 | a_decimal + 1 = 1235.56", "1 | CAST(an_int64 AS DOUBLE) = 4.2e9D"
            })
    void whatMayMeanSomethingElseIsAnsweredBySpark(String id, String condition) throws IOException {
        AuditedReads reads = new AuditedReads();
        assertThat(rows(SparkQuestion.of("SELECT id FROM kinds WHERE " + condition)
                        .over("kinds", table("clients.kinds"))))
                .containsExactly(List.of(id));
        assertThat(reads.rows()).containsExactly(5L);
    }

    @Test
    void statementsAreWhatTheirPlanSays() throws IOException {
        AuditedReads reads = new AuditedReads();
        String sql =
                "SELECT id FROM kinds WHERE a_date < DATE '2024-03-01' AND a_moment >= TIMESTAMP '2000-01-01 00:00:00'";
        SparkQuestion question = SparkQuestion.of(sql)
                .over("kinds", table("clients.kinds"))
                .with("spark.sql.session.timeZone", "America/New_York");
        assertThat(rows(question)).containsExactly(List.of("1"));
        assertThat(reads.include("SELECT \"id\" FROM clients.kinds WHERE (\"a_date\" IS NOT NULL)"
                        + " AND (\"a_moment\" IS NOT NULL) AND (\"a_date\" < DATE '2024-03-01')"
                        + " AND (\"a_moment\" >= TIMESTAMPTZ '2000-01-01 05:00:00.000000+00')"))
                .isTrue();
    }

    @Test
    void limitsAndSortedLimitsOfACatalogReachColonnade() throws IOException {
        AuditedReads reads = new AuditedReads();
        SparkAnswer newest = answer(
                SparkQuestion.of("SELECT id FROM admin.clients.kinds ORDER BY a_date DESC NULLS LAST, id LIMIT 2"));
        assertThat(newest.rows()).containsExactly(List.of("3"), List.of("6"));
        assertThat(newest.plan()).contains("PushedTopN: ORDER BY [a_date DESC NULLS LAST, id ASC NULLS FIRST] LIMIT 2");
        assertThat(rows(SparkQuestion.of("SELECT n FROM admin.clients.numbers LIMIT 7")))
                .hasSize(7);
        assertThat(rows(SparkQuestion.of("SELECT id FROM admin.clients.kinds ORDER BY id LIMIT 2 OFFSET 3")))
                .containsExactly(List.of("4"), List.of("5"));
        assertThat(reads.rows()).containsExactly(2L, 7L, 2L);
        assertThat(reads.include("SELECT \"id\" FROM \"clients\".\"kinds\""
                        + " ORDER BY \"a_date\" DESC NULLS LAST, \"id\" ASC NULLS FIRST LIMIT 2"))
                .isTrue();
    }

    @Test
    void aggregatesOfACatalogAreComputedByTheDatabase() throws Exception {
        AuditedReads reads = new AuditedReads();
        SparkAnswer answer =
                answer(SparkQuestion.of("SELECT o_orderstatus, count(*), sum(o_totalprice), min(o_orderdate),"
                        + " max(o_custkey), count(DISTINCT o_clerk), sum(o_shippriority), avg(o_totalprice)"
                        + " FROM admin.tpch.orders GROUP BY o_orderstatus ORDER BY o_orderstatus"));
        assertThat(answer.plan()).contains("PushedAggregates: [COUNT(*), SUM(o_totalprice)");
        assertThat(answer.rows())
                .isEqualTo(
                        postgres("SELECT o_orderstatus, count(*), sum(o_totalprice), min(o_orderdate), max(o_custkey),"
                                + " count(DISTINCT o_clerk), sum(o_shippriority), avg(o_totalprice)::numeric(16,6)"
                                + " FROM orders GROUP BY o_orderstatus ORDER BY o_orderstatus"));
        assertThat(reads.rows()).containsExactly(3L);
    }

    @Test
    void catalogListsWhatTheCallerMayRead() throws IOException {
        assertThat(rows(SparkQuestion.of("SHOW NAMESPACES IN alice")))
                .containsExactly(List.of("clients"), List.of("sales_analytics"));
        assertThat(rows(SparkQuestion.of("SHOW TABLES IN alice.sales_analytics")))
                .extracting(row -> row.get(1))
                .containsExactly("customers", "lineitems", "orders");
    }

    @ParameterizedTest
    @CsvSource({
        "tpch.orders, o_orderkey, 1, 60000",
        "tpch.orders, o_orderdate, 1992-01-01, 1998-12-31",
        "clients.kinds, a_moment, 2024-01-01 00:00:00, 2024-12-31 00:00:00",
        "clients.kinds, a_decimal, -100, 2000"
    })
    void partsOfATableAreTheWholeTable(String table, String column, String from, String to) throws Exception {
        AuditedReads reads = new AuditedReads();
        SparkAnswer answer = answer(SparkQuestion.of("SELECT sum(hash(*)), count(*) FROM parts")
                .over("parts", parts(table, column, from, to)));
        assertThat(answer.plan()).contains("[numPartitions=4]");
        List<Long> parts = reads.rows();
        assertThat(parts).hasSizeGreaterThan(1);
        SparkQuestion whole =
                SparkQuestion.of("SELECT sum(hash(*)), count(*) FROM whole").over("whole", table(table));
        assertThat(answer.rows()).isEqualTo(rows(whole));
        assertThat(parts.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(Long.parseLong(answer.rows().get(0).get(1)));
    }

    private static Map<String, String> parts(String table, String column, String from, String to) {
        return table(table, "partitionColumn", column, "lowerBound", from, "upperBound", to, "numPartitions", "4");
    }

    @Test
    void millionRowsAreComplete() throws IOException {
        long n = 0;
        long wide = 0;
        long names = 0;
        for (int i = 1; i <= 1_000_000; i++) {
            n += i;
            wide += i * 1_000_000_007L % 10_007;
            CRC32 crc = new CRC32();
            crc.update(("row number " + i).getBytes(StandardCharsets.US_ASCII));
            names += crc.getValue();
        }
        SparkQuestion question = SparkQuestion.of(
                        "SELECT count(*), sum(n), sum(wide % 10007), sum(crc32(name)) FROM numbers WHERE n <= 1000000")
                .over("numbers", table("clients.numbers", "fetchsize", "10000"));
        assertThat(rows(question))
                .containsExactly(List.of("1000000", Long.toString(n), Long.toString(wide), Long.toString(names)));
    }

    @Test
    void eachUserSeesTheirRowsThroughTheirMasks() throws IOException {
        String sql = "SELECT DISTINCT nation FROM %s.sales_analytics.customers ORDER BY nation";
        assertThat(rows(SparkQuestion.of(sql.formatted("alice"))).stream().map(row -> row.get(0)))
                .containsExactly("FRANCE", "GERMANY", "ROMANIA", "RUSSIA", "UNITED KINGDOM");
        assertThat(rows(SparkQuestion.of(sql.formatted("bob"))).stream().map(row -> row.get(0)))
                .containsExactly("CHINA", "INDIA", "INDONESIA", "JAPAN", "VIETNAM");
        assertThat(rows(SparkQuestion.of("SELECT DISTINCT name FROM alice.sales_analytics.customers")))
                .containsExactly(List.of("[REDACTED]"));
    }

    @Test
    void tokenIsAnOption() throws IOException {
        String token = new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal("alice", Set.of("analyst"), Map.of("region", "EUROPE")), Duration.ofHours(1));
        Map<String, String> options = Map.of(
                "url",
                url(),
                "driver",
                "io.colonnade.jdbc.ColonnadeDriver",
                "dbtable",
                "sales_analytics.customers",
                "token",
                token);
        assertThat(rows(SparkQuestion.of("SELECT DISTINCT name FROM customers").over("customers", options)))
                .containsExactly(List.of("[REDACTED]"));
    }

    @Test
    void failuresSayWhatColonnadeSaidWithItsSqlState() throws IOException {
        assertThat(errors(reading(options("admin", "query", "SELECT nme FROM sales_analytics.customers"))))
                .anySatisfy(error -> assertThat(error).contains("42703", "'name'"));
        assertThat(errors(reading(table("clients.kinds", "password", "a guess"))))
                .anySatisfy(error -> assertThat(error).startsWith("28P01 Cannot authenticate"));
        assertThat(errors(reading(table("clients.kinds", "fechsize", "1"))))
                .anySatisfy(error -> assertThat(error).startsWith("22023 Invalid connection property: fechsize"));
        assertThat(errors(reading(options("carol", "dbtable", "sales_analytics.customers"))))
                .anySatisfy(error -> assertThat(error).startsWith("42501").contains("'region'"));
        assertThat(errors(SparkQuestion.of("SELECT count(promised), sum(amount) FROM anything")
                        .over("anything", table("clients.flaws"))))
                .anySatisfy(error -> assertThat(error).startsWith("22004 Cannot return column clients.flaws.promised"));
    }

    /** Spark refuses files with identifiers, times of day, or decimals of more than 38 digits: as texts they are taken. */
    @Test
    void exportedFoldersHaveTheRowsOfTheDatabase() throws Exception {
        String columns =
                "id, a_string, a_large, an_int32, an_int64, a_float32, a_float64, a_bool, a_decimal, a_long, a_huge,"
                        + " a_date, a_time, a_moment, a_json, a_binary, a_uuid";
        String texts = columns.replaceAll("a_huge|a_time|a_uuid", "CAST($0 AS VARCHAR) AS $0");
        Path folder = RunningServer.exports().resolve("spark-" + version.directory());
        export("admin", "(SELECT " + texts + " FROM clients.kinds)", folder, "PARTITION_BY (a_bool)");
        SparkQuestion question = SparkQuestion.of("SELECT " + columns + " FROM parquet.`" + folder + "` ORDER BY id")
                .with("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
        assertThat(rows(question)).isEqualTo(postgres(EVERY_TYPE));
    }

    @Test
    void exampleOfExportedFoldersRuns() throws Exception {
        Path folder = RunningServer.exports().resolve("spark-orders-" + version.directory());
        export("alice", "sales_analytics.orders", folder, "PARTITION_BY (status)");
        String script = Files.readString(Checkout.root().resolve("examples/spark/exported.sql"))
                .replaceAll("(?m)^--.*$", "")
                .replace("/tmp/exports/orders", folder.toString());
        List<List<List<@Nullable String>>> answers = new ArrayList<>();
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                answers.add(rows(SparkQuestion.of(statement)));
            }
        }
        assertThat(answers.get(1).get(0).get(0))
                .contains("PartitionFilters: [isnotnull(status", "PushedFilters: [IsNotNull(ordered_on)");
        String sum = " status, count(*) AS orders, sum(total_price) AS total FROM ";
        assertThat(rows(SparkQuestion.of("SELECT" + sum + "exported_orders GROUP BY status ORDER BY status")))
                .isEqualTo(rows(SparkQuestion.of(
                        "SELECT" + sum + "alice.sales_analytics.orders GROUP BY status ORDER BY status")));
    }

    private static void export(String user, String what, Path folder, String options) throws Exception {
        String sql = "COPY " + what + " TO '" + folder.toUri() + "' (" + options + ")";
        String pair = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + RunningServer.HOST + ":"
                        + RunningServer.shared().httpPort() + "/sql"))
                .header("Authorization", "Basic " + pair)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static SparkQuestion reading(Map<String, String> options) {
        return SparkQuestion.of("SELECT * FROM anything").over("anything", options);
    }

    @Test
    void queryTimeoutEndsWhatWouldNeverEnd() throws IOException {
        String sql = "SELECT count(*) AS n FROM clients.numbers a, clients.numbers b";
        assertThat(errors(reading(options("admin", "query", sql, "queryTimeout", "1"))))
                .anySatisfy(error -> assertThat(error).startsWith("57014"));
    }

    @Test
    void writesAreRefusedAndSaySo() throws IOException {
        SparkQuestion append =
                SparkQuestion.of("INSERT INTO counter SELECT * FROM counter").over("counter", table("clients.counter"));
        assertThat(errors(append)).anySatisfy(error -> assertThat(error).startsWith("25006"));
        assertThat(errors(SparkQuestion.of("INSERT OVERWRITE TABLE counter SELECT * FROM counter")))
                .anySatisfy(error -> assertThat(error).startsWith("25006"));
        assertThat(errors(SparkQuestion.of("CREATE TABLE admin.clients.more (id INT)")))
                .anySatisfy(error -> assertThat(error).contains("Colonnade only reads"));
        assertThat(rows(SparkQuestion.of("SELECT count(*) FROM counter"))).containsExactly(List.of("1"));
    }

    @Test
    void exampleRuns(@TempDir Path directory) throws IOException {
        String script = Files.readString(Checkout.root().resolve("examples/spark/orders.sql"))
                .replaceAll("(?m)^--.*$", "")
                .replace("jdbc:colonnade://localhost:50051", url())
                .replace("/tmp/orders.parquet", directory.resolve("orders").toString());
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                assertThat(rows(SparkQuestion.of(statement))).as(statement).isNotNull();
            }
        }
        String count = "SELECT count(*) FROM ";
        assertThat(rows(SparkQuestion.of(count + "parquet.`" + directory.resolve("orders") + "`")))
                .isEqualTo(rows(SparkQuestion.of(count + "alice.sales_analytics.orders")));
    }
}

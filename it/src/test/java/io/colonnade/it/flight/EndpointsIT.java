package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results in parts, over a table that is large enough to be split, with everything in the way that a policy can put there. */
final class EndpointsIT {
    private static final String SQL = "SELECT id, name, address, region_code FROM parcels.parcels WHERE id > 1000";

    private static final String PROJECTION = """
            projection: parcels
            version: 1.0.0
            stability: stable
            description: A large table
            source: tpch
            batches:
              parcels:
                description: Parcels
                from: endpoints.parcels
                where: not lost
                key: [id]
                columns:
                  id:          {type: int32, nullable: false}
                  name:        {type: string, nullable: false}
                  address:     {type: string, nullable: false}
                  region_code: {type: string, nullable: false, sql: "left(region, 2)"}
                filter_columns: [region]
            row_filters:
              - {batch: parcels, filter: "region = {context.region}", unless: [admin]}
            masks:
              - {column: parcels.name,    mask: first_n(3), unless: [admin]}
              - {column: parcels.address, mask: hash,       unless: [admin]}
            """;

    @TempDir
    private static Path directory;

    private static RunningServer server;

    private final List<FlightUser> users = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Path projections = Files.createDirectory(directory.resolve("projections"));
        Files.writeString(projections.resolve("parcels.yaml"), PROJECTION);
        write("DROP SCHEMA IF EXISTS endpoints CASCADE; CREATE SCHEMA endpoints");
        write("CREATE TABLE endpoints.parcels"
                + " (id int, name text, address text, region text, lost boolean) WITH (autovacuum_enabled = off)");
        server = RunningServer.startWith(projections);
    }

    @AfterAll
    static void stop() throws SQLException {
        server.close();
        write("DROP SCHEMA endpoints CASCADE");
    }

    @BeforeEach
    void fill() throws SQLException {
        write("TRUNCATE endpoints.parcels");
        write("INSERT INTO endpoints.parcels SELECT i, 'parcel ' || i, repeat('street ', 8) || i,"
                + " CASE WHEN i % 2 = 0 THEN 'EUROPE' ELSE 'ASIA' END, i % 10 = 4 FROM generate_series(1, 400000) i");
        write("ANALYZE endpoints.parcels");
    }

    @AfterEach
    void nothingIsLeft() {
        users.forEach(FlightUser::close);
        awaitNoSnapshot();
        await().atMost(Duration.ofSeconds(20)).until(() -> server.allocatedBytes() == 0);
    }

    @Test
    void thePartsAreTheResultWhileOthersWrite() throws Exception {
        FlightUser alice = user("alice");
        List<List<@Nullable Object>> whole = alice.query(SQL);
        FlightInfo info = split(alice, 4);
        assertThat(info.getOrdered()).isFalse();
        write("UPDATE endpoints.parcels SET name = 'other', region = 'EUROPE' WHERE id % 3 = 0");
        write("DELETE FROM endpoints.parcels WHERE id BETWEEN 100000 AND 150000");
        write("INSERT INTO endpoints.parcels SELECT i, 'new', 'new', 'EUROPE', false FROM generate_series(1, 50000) i");
        List<FlightEndpoint> endpoints = new ArrayList<>(info.getEndpoints());
        Collections.shuffle(endpoints);
        assertThat(sorted(fetchAtOnce(info, endpoints))).isEqualTo(sorted(whole));
        assertThat(whole).hasSize(159_600).allSatisfy(row -> {
            assertThat(row.get(1)).isEqualTo("par");
            assertThat((String) row.get(2)).hasSize(64);
            assertThat(row.get(3)).isEqualTo("EU");
        });
        awaitNoSnapshot();
        assertGone(() -> alice.fetch(info, endpoints.get(0)));
    }

    @Test
    void aPartMayBeFetchedTwiceAndTheSnapshotEndsWithTheLast() {
        FlightUser admin = user("admin");
        FlightInfo info = split(admin, 3);
        assertThat(snapshots()).isPositive();
        List<FlightEndpoint> endpoints = info.getEndpoints();
        int first = admin.fetch(info, endpoints.get(0)).size();
        assertThat(admin.fetch(info, endpoints.get(0))).hasSize(first);
        int second = admin.fetch(info, endpoints.get(1)).size();
        assertThat(snapshots()).isPositive();
        int third = admin.fetch(info, endpoints.get(2)).size();
        assertThat(first + second + third).isEqualTo(359_100);
        awaitNoSnapshot();
    }

    @Test
    void somebodyElseCannotFetchAPart() {
        FlightUser alice = user("alice");
        FlightUser bob = user("bob");
        FlightInfo info = split(alice, 2);
        info.getEndpoints()
                .forEach(endpoint -> assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> bob.fetch(info, endpoint)));
        cancel(alice, info);
    }

    @Test
    void cancellingStopsTheStreamsAndEndsTheSnapshot() throws Exception {
        FlightUser alice = user("alice");
        FlightInfo info = split(alice, 2);
        try (FlightStream stream = alice.open(info.getEndpoints().get(1).getTicket())) {
            assertThat(stream.next()).isTrue();
            cancel(alice, info);
            assertStatus(FlightStatusCode.CANCELLED, () -> {
                while (stream.next()) {
                    assertThat(stream.getRoot().getRowCount()).isPositive();
                }
            });
        }
        awaitNoSnapshot();
        assertGone(() -> alice.fetch(info, info.getEndpoints().get(0)));
    }

    @Test
    void insideATransactionThePartsReadItsSnapshotAsOftenAsTheClientLikes() throws Exception {
        FlightUser alice = user("alice");
        useEndpoints(alice, 2);
        Transaction transaction = alice.client().beginTransaction(alice.credentials());
        FlightInfo info = alice.client().execute(SQL, transaction, alice.credentials());
        assertThat(info.getEndpoints()).hasSize(2);
        write("DELETE FROM endpoints.parcels");
        for (int i = 0; i < 2; i++) {
            int rows = 0;
            for (FlightEndpoint endpoint : info.getEndpoints()) {
                rows += alice.fetch(info, endpoint).size();
            }
            assertThat(rows).isEqualTo(159_600);
        }
        alice.client().commit(transaction, alice.credentials());
        assertGone(() -> alice.fetch(info, info.getEndpoints().get(0)));
    }

    @Test
    void whatIsSortedOrSmallStaysWhole() {
        FlightUser alice = user("alice");
        useEndpoints(alice, 4);
        for (String sql : List.of(SQL + " ORDER BY id", SQL + " LIMIT 5", "SELECT count(*) FROM parcels.parcels")) {
            assertThat(alice.client().execute(sql, alice.credentials()).getEndpoints())
                    .hasSize(1);
        }
        assertThat(snapshots()).isZero();
    }

    @Test
    void aResultOfWhichTheClientTakesOnlySoMuchStaysWhole() {
        FlightUser alice = user("alice");
        useEndpoints(alice, 4);
        FlightCallHeaders most = new FlightCallHeaders();
        most.insert("x-colonnade-max-rows", "150000");
        FlightInfo info = alice.client().execute(SQL, alice.credentials(), new HeaderCallOption(most));
        assertThat(alice.fetch(info)).hasSize(150_000);
    }

    private FlightUser user(String name) {
        FlightUser user = FlightUser.at(server, name);
        users.add(user);
        return user;
    }

    private static FlightInfo split(FlightUser user, int parts) {
        useEndpoints(user, parts);
        FlightInfo info = user.client().execute(SQL, user.credentials());
        assertThat(info.getEndpoints()).hasSize(parts);
        return info;
    }

    private static void useEndpoints(FlightUser user, long most) {
        var options = Map.of("endpoints", SessionOptionValueFactory.makeSessionOptionValue(most));
        assertThat(user.client()
                        .setSessionOptions(new SetSessionOptionsRequest(options), user.credentials())
                        .getErrors())
                .isEmpty();
    }

    private static void cancel(FlightUser user, FlightInfo info) {
        assertThat(user.client()
                        .cancelFlightInfo(new CancelFlightInfoRequest(info), user.credentials())
                        .getStatus())
                .isEqualTo(CancelStatus.CANCELLED);
    }

    /** Each endpoint by a client with a login of its own, all at once. */
    private List<List<@Nullable Object>> fetchAtOnce(FlightInfo info, List<FlightEndpoint> endpoints) throws Exception {
        List<Callable<List<List<@Nullable Object>>>> fetches = new ArrayList<>();
        for (FlightEndpoint endpoint : endpoints) {
            FlightUser worker = user("alice");
            fetches.add(() -> worker.fetch(info, endpoint));
        }
        ExecutorService threads = Executors.newFixedThreadPool(endpoints.size());
        try {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Future<List<List<@Nullable Object>>> fetched : threads.invokeAll(fetches)) {
                rows.addAll(fetched.get());
            }
            return rows;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().map(List::toString).sorted().toList();
    }

    private static void awaitNoSnapshot() {
        await().atMost(Duration.ofSeconds(20)).until(() -> snapshots() == 0);
    }

    /** Whoever keeps a snapshot for parts keeps the table from being rewritten. */
    private static int snapshots() {
        String sql = "SELECT count(*) FROM pg_locks WHERE relation = 'endpoints.parcels'::regclass";
        try (Connection connection = ClientsDatabase.get().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(String sql) throws SQLException {
        ClientsDatabase.get().execute(sql);
    }

    private static void assertGone(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().metadata().get("colonnade-sqlstate"))
                                .isEqualTo("25000"));
    }

    private static void assertStatus(FlightStatusCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(code));
    }
}

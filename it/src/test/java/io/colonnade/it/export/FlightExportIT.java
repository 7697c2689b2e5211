package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.flight.Relay;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.ExportsFolder;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code COPY} as Flight SQL's updates: what it answers, and that whoever leaves finds nothing. */
@ExtendWith(NothingLeft.class)
final class FlightExportIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ENDLESS =
            "SELECT a.id AS export_me FROM sales_analytics.orders a, sales_analytics.orders b";

    private final Path folder = ExportsFolder.fresh();
    private final String to = " TO '" + folder.resolve("out").toUri() + "'";

    private String copy(String what) {
        return "COPY " + what + to;
    }

    private void assertPublished() {
        assertThat(ExportsFolder.names(folder))
                .contains("out/_colonnade.json")
                .anyMatch(name -> name.endsWith(".parquet"));
    }

    private void assertNothingPublished() {
        await().atMost(SOON).until(() -> !ClientsDatabase.get().isRunning("export_me"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ExportsFolder.names(folder)).isEmpty());
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void updateAnswersWithTheNumberOfRows() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            String sql = copy("(SELECT id, name FROM sales_analytics.customers WHERE id <= 10)");
            assertThat(admin.client().executeUpdate(sql, admin.credentials())).isEqualTo(10);
        }
        assertPublished();
    }

    @Test
    void preparedCommandRunsAsAnUpdate() {
        try (FlightUser admin = FlightUser.loggedIn("admin");
                PreparedStatement prepared = admin.client()
                        .prepare(copy("sales_analytics.customers") + " (OVERWRITE)", admin.credentials())) {
            assertThat(prepared.getResultSetSchema().getFields()).isEmpty();
            assertThat(ExportsFolder.names(folder)).isEmpty();
            assertThat(prepared.executeUpdate(admin.credentials())).isEqualTo(1500);
            assertThat(prepared.executeUpdate(admin.credentials())).isEqualTo(1500);
        }
        assertPublished();
    }

    @Test
    void filtersAndMasksHoldForWhatIsExported() throws IOException {
        try (FlightUser alice = FlightUser.loggedIn("alice");
                FlightUser carol = FlightUser.loggedIn("carol")) {
            assertThatThrownBy(
                            () -> carol.client().executeUpdate(copy("sales_analytics.customers"), carol.credentials()))
                    .hasMessageContaining("region");
            assertThat(alice.client().executeUpdate(copy("sales_analytics.customers"), alice.credentials()))
                    .isBetween(200L, 400L);
        }
        assertThat(Files.readString(folder.resolve("out/_colonnade.json"))).contains("alice", "customers.name:");
    }

    @Test
    void namesAreLookedUpInTheSessionsSchema() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            var schema = SessionOptionValueFactory.makeSessionOptionValue("sales_analytics");
            admin.client()
                    .setSessionOptions(new SetSessionOptionsRequest(Map.of("schema", schema)), admin.credentials());
            assertThat(admin.client().executeUpdate(copy("customers"), admin.credentials()))
                    .isEqualTo(1500);
        }
    }

    @Test
    void transactionIsExportedAsItSeesTheData() throws Exception {
        String sql = "SELECT id FROM clients.counter WHERE value < 0";
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            Transaction transaction = admin.client().beginTransaction(admin.credentials());
            admin.fetch(admin.client().execute(sql, transaction, admin.credentials()));
            ClientsDatabase.get().execute("UPDATE clients.counter SET value = -1");
            try {
                assertThat(admin.client().executeUpdate(copy("(" + sql + ")"), transaction, admin.credentials()))
                        .isZero();
                assertThat(admin.query(sql)).hasSize(1);
            } finally {
                ClientsDatabase.get().execute("UPDATE clients.counter SET value = 0");
            }
            admin.client().commit(transaction, admin.credentials());
        }
    }

    @Test
    void explanationIsAQuery() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            String sql = "EXPLAIN " + copy("sales_analytics.customers");
            assertThat(admin.query(sql)).isNotEmpty().asString().contains(folder.toString());
            assertThatThrownBy(() -> admin.client().executeUpdate(sql, admin.credentials()))
                    .hasMessageContaining("read-only");
        }
        assertThat(ExportsFolder.names(folder)).isEmpty();
    }

    @Test
    void errorsPointIntoTheStatement() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            for (String wrong : new String[] {
                copy("(SELECT nme FROM sales_analytics.customers)"), copy("(SELECT 1 AS one)") + " (FORMAT avro)"
            }) {
                assertThatThrownBy(() -> admin.client().executeUpdate(wrong, admin.credentials()))
                        .isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                            assertThat(e.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
                            assertThat(e.getMessage()).contains("line 1, column ");
                        });
                assertThatThrownBy(() -> admin.client().prepare(wrong, admin.credentials()))
                        .hasMessageContaining("line 1, column ");
            }
        }
    }

    /** How a client leaves in the middle. */
    private enum Leaving {
        /** Its deadline passes. */
        DEADLINE {
            @Override
            void leave(FlightUser user, Relay relay, CompletableFuture<Long> update) {}

            @Override
            CallOption[] options(FlightUser user) {
                return new CallOption[] {user.credentials(), CallOptions.timeout(5, TimeUnit.SECONDS)};
            }
        },
        /** Its connection is cut. */
        CUT {
            @Override
            void leave(FlightUser user, Relay relay, CompletableFuture<Long> update) throws IOException {
                relay.cut();
            }
        };

        abstract void leave(FlightUser user, Relay relay, CompletableFuture<Long> update) throws IOException;

        CallOption[] options(FlightUser user) {
            return new CallOption[] {user.credentials()};
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLeavesInTheMiddleFindsNothing(Leaving leaving) throws Exception {
        try (Relay relay = new Relay(RunningServer.shared().flightPort());
                FlightUser admin = FlightUser.through(relay.port(), "admin")) {
            CallOption[] options = leaving.options(admin);
            CompletableFuture<Long> update = CompletableFuture.supplyAsync(
                    () -> admin.client().executeUpdate(copy("(" + ENDLESS + ")"), options));
            awaitRunning();
            leaving.leave(admin, relay, update);
            assertThatThrownBy(() -> update.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(FlightRuntimeException.class);
            assertNothingPublished();
        }
    }

    private static void awaitRunning() {
        await().atMost(SOON).until(() -> ClientsDatabase.get().isRunning("export_me"));
    }

    /** Fetches the row that tells of an export. */
    private static String told(FlightUser user, FlightInfo info) {
        try (FlightStream stream =
                user.client().getStream(info.getEndpoints().get(0).getTicket(), user.credentials())) {
            assertThat(stream.next()).isTrue();
            return stream.getRoot().contentToTSVString();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** Clients, and the libraries below them, fetch again what broke off. */
    @Test
    void ticketThatIsFetchedAgainTellsOfTheSameExport() throws Exception {
        String sql = copy("(SELECT count(*) AS n FROM clients.numbers a WHERE a.wide % 7 > 0)") + " (OVERWRITE)";
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(sql, admin.credentials());
            CompletableFuture<String> beside = CompletableFuture.supplyAsync(() -> told(admin, info));
            String first = told(admin, info);
            assertThat(first).contains("completed");
            assertThat(beside.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(first);
            assertThat(told(admin, info)).isEqualTo(first);
            assertThat(told(admin, admin.client().execute(sql, admin.credentials())))
                    .as("asked for anew")
                    .contains("completed")
                    .isNotEqualTo(first);
        }
        assertPublished();
    }

    @Test
    void ticketWhoseExportCameToNothingMakesAnother() throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(copy("sales_analytics.customers"), admin.credentials());
            Path inTheWay = Files.createDirectory(folder.resolve("out")).resolve("foreign");
            Files.writeString(inTheWay, "somebody's");
            assertThatThrownBy(() -> told(admin, info)).hasCauseInstanceOf(FlightRuntimeException.class);
            Files.delete(inTheWay);
            assertThat(told(admin, info)).contains("completed");
        }
        assertPublished();
    }

    @Test
    void exportThatWasAskedForAsAQueryIsCancelledByItsResult() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            FlightInfo info = admin.client().execute(copy("(" + ENDLESS + ")"), admin.credentials());
            assertThat(info.getSchemaOptional()).isEmpty();
            try (FlightStream stream = admin.open(info.getEndpoints().get(0).getTicket())) {
                awaitRunning();
                assertThat(admin.client()
                                .cancelFlightInfo(new CancelFlightInfoRequest(info), admin.credentials())
                                .getStatus())
                        .isEqualTo(CancelStatus.CANCELLED);
                assertThatThrownBy(stream::next).hasMessageContaining("cancelled");
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            assertNothingPublished();
        }
    }

    @Test
    void exportIsOneOfItsPrincipalsStreamsForAsLongAsItTakesAndWaitsForItsTurn() throws Exception {
        Map<String, String> one = Map.of(
                "streams_per_principal", "1", "queries", "1", "queries_per_principal", "1", "queue_wait", "100ms");
        try (RunningServer server = RunningServer.startWith(RunningServer.limits(one));
                FlightUser admin = FlightUser.at(server, "admin");
                FlightUser alice = FlightUser.at(server, "alice")) {
            CompletableFuture<Long> update = CompletableFuture.supplyAsync(() -> admin.client()
                    .executeUpdate(
                            copy("(" + ENDLESS + ")"), admin.credentials(), CallOptions.timeout(4, TimeUnit.SECONDS)));
            awaitRunning();
            assertThatThrownBy(() -> admin.query("SELECT 1")).hasMessageContaining("Cannot start another stream");
            assertThatThrownBy(
                            () -> alice.client().executeUpdate(copy("sales_analytics.customers"), alice.credentials()))
                    .hasMessageContaining("has waited");
            assertThatThrownBy(() -> update.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(FlightRuntimeException.class);
            assertNothingPublished();
            await().atMost(SOON)
                    .ignoreExceptionsInstanceOf(FlightRuntimeException.class)
                    .until(() -> admin.query("SELECT 1").size() == 1);
            await().atMost(SOON).until(() -> server.allocatedBytes() == 0);
        }
    }

    @Test
    void exportMayTakeLongerThanAQuery() throws Exception {
        String slow = "SELECT count(*) AS n FROM clients.numbers a WHERE a.wide % 7 > 0";
        try (RunningServer server = RunningServer.startWith(RunningServer.limits(Map.of("query_timeout", "200ms")));
                FlightUser admin = FlightUser.at(server, "admin")) {
            assertThatThrownBy(() -> admin.query(slow)).isInstanceOf(FlightRuntimeException.class);
            assertThat(admin.client().executeUpdate(copy("(" + slow + ")"), admin.credentials()))
                    .isEqualTo(1);
        }
    }

    private static FlightDescriptor polled(String sql) {
        CommandStatementQuery query =
                CommandStatementQuery.newBuilder().setQuery(sql).build();
        return FlightDescriptor.command(Any.pack(query).toByteArray());
    }

    @Test
    void exportIsAskedAfterUntilItIsDone() {
        try (FlightUser admin = FlightUser.loggedIn("admin");
                FlightUser alice = FlightUser.loggedIn("alice")) {
            PollInfo poll = admin.flight().pollInfo(polled(copy("sales_analytics.customers")), admin.credentials());
            while (poll.getFlightDescriptor().isPresent()) {
                FlightDescriptor next = poll.getFlightDescriptor().get();
                assertThatThrownBy(() -> alice.flight().pollInfo(next, alice.credentials()))
                        .hasMessageContaining("belongs to somebody else");
                poll = admin.flight().pollInfo(next, admin.credentials());
            }
            assertThat(poll.getProgress()).contains(1.0);
            assertThat(admin.fetch(poll.getFlightInfo()))
                    .singleElement()
                    .satisfies(row -> assertThat(row).contains("completed", 1500L));
        }
        assertPublished();
    }

    @Test
    void exportThatIsAskedAfterIsCancelledAndSaysSo() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            PollInfo poll = admin.flight().pollInfo(polled(copy("(" + ENDLESS + ")")), admin.credentials());
            awaitRunning();
            FlightDescriptor next = poll.getFlightDescriptor().orElseThrow();
            PollInfo later = admin.flight().pollInfo(next, admin.credentials());
            assertThat(later.getFlightDescriptor()).as("it runs on").isPresent();
            assertThat(later.getProgress().orElseThrow())
                    .as("of what the database expects")
                    .isBetween(0.0, 0.99);
            CancelFlightInfoRequest cancel = new CancelFlightInfoRequest(poll.getFlightInfo());
            assertThat(admin.client()
                            .cancelFlightInfo(cancel, admin.credentials())
                            .getStatus())
                    .isIn(CancelStatus.CANCELLED, CancelStatus.CANCELLING);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatThrownBy(() -> admin.flight().pollInfo(next, admin.credentials()))
                            .isInstanceOfSatisfying(
                                    FlightRuntimeException.class,
                                    e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.CANCELLED)));
            assertNothingPublished();
        }
    }

    @Test
    void valuesOfAPreparedCopyAreBoundAndBelongToItsIdempotencyKey() {
        String sql = copy("(SELECT id, name FROM sales_analytics.customers WHERE id <= ?)")
                + " (OVERWRITE, IDEMPOTENCY_KEY '" + folder.getFileName() + "')";
        try (FlightUser admin = FlightUser.loggedIn("admin");
                PreparedStatement prepared = admin.client().prepare(sql, admin.credentials())) {
            assertThat(prepared.getParameterSchema().getFields()).hasSize(1);
            assertThatThrownBy(() -> admin.client().executeUpdate(sql, admin.credentials()))
                    .hasMessageContaining("takes 1 parameters and got 0");
            bind(prepared, admin, 10);
            assertThat(prepared.executeUpdate(admin.credentials())).isEqualTo(10);
            assertThat(prepared.executeUpdate(admin.credentials())).isEqualTo(10);
            bind(prepared, admin, 20);
            assertThatThrownBy(() -> prepared.executeUpdate(admin.credentials()))
                    .hasMessageContaining("has this idempotency key");
            prepared.clearParameters();
        }
        assertPublished();
    }

    private static void bind(PreparedStatement prepared, FlightUser user, long value) {
        BigIntVector vector = new BigIntVector("$1", user.allocator());
        vector.setSafe(0, value);
        vector.setValueCount(1);
        VectorSchemaRoot row = VectorSchemaRoot.of(vector);
        row.setRowCount(1);
        prepared.setParameters(row);
    }

    @Test
    void driverBindsValuesToACopy() throws Exception {
        String sql = copy("(SELECT id FROM sales_analytics.customers WHERE id <= ? AND nation <> ?)") + " (OVERWRITE)";
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort(), "admin", "admin");
                java.sql.PreparedStatement prepared = connection.prepareStatement(sql)) {
            prepared.setLong(1, 12);
            prepared.setString(2, "NOWHERE");
            assertThat(prepared.executeUpdate()).isEqualTo(12);
        }
        assertPublished();
    }

    @Test
    void whatIsNoCommandStaysRefused() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            for (String sql : new String[] {"INSERT INTO clients.counter VALUES (1, 2)", "SELECT 1"}) {
                assertThatThrownBy(() -> admin.client().executeUpdate(sql, admin.credentials()))
                        .hasMessageContaining("read-only; send a query");
            }
        }
    }
}

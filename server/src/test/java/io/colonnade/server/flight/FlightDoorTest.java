package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.util.TableRef;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlightDoorTest {
    private final DoorFixture fixture = new DoorFixture();
    private final FlightSqlClient client = fixture.client();
    private final CallOption alice = fixture.login("alice");

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        fixture.close();
        assertThat(fixture.queries.open).hasValue(0);
    }

    @Test
    void statementRunsWhenFetchedAndNotBefore() throws Exception {
        FlightInfo info = client.execute("rows 3000 ORDER", alice);
        assertThat(fixture.queries.seen).isEmpty();
        assertThat(info.getOrdered()).isTrue();
        assertThat(info.getRecords()).isEqualTo(-1);
        assertThat(info.getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getLocations()).isEmpty();
            assertThat(endpoint.getExpirationTime()).isPresent();
        });
        assertThat(DoorFixture.rows(client, info, alice))
                .hasSize(3000)
                .startsWith("0", "1")
                .endsWith("2999");
        assertThat(fixture.queries.seen).containsExactly("alice|null|rows 3000 ORDER|[]");
        assertThat(info.getSchemaOptional().orElseThrow().getFields().get(0).getMetadata())
                .containsEntry("ARROW:FLIGHT:SQL:TYPE_NAME", "bigint");
    }

    @Test
    void schemaCanBeHadWithoutATicket() {
        assertThat(client.getExecuteSchema("rows 1", alice).getSchema()).isEqualTo(FakeQueries.schema());
    }

    @Test
    void emptyResultHasASchemaAndNoRows() throws Exception {
        assertThat(DoorFixture.rows(client, client.execute("rows 0", alice), alice))
                .isEmpty();
    }

    @Test
    void wrongPasswordIsRefused() {
        FlightClient flight = fixture.flight();
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> flight.authenticateBasicToken("alice", "bob"));
        assertSqlState("28P01", () -> flight.authenticateBasicToken("alice", "bob"));
        assertSqlState("28000", () -> flight.handshake());
    }

    @Test
    void bearerTokenIsTakenOnAnyCallAndAtTheHandshake() throws Exception {
        CallOption jwt = DoorFixture.bearer("jwt-bob");
        fixture.flight().handshake(jwt);
        DoorFixture.rows(client, client.execute("rows 0", jwt), jwt);
        assertThat(fixture.queries.seen).containsExactly("bob|null|rows 0|[]");
    }

    @Test
    void badTokenIsRefusedWithItsSqlStateOnEveryKindOfCall() {
        CallOption bad = DoorFixture.bearer("nonsense");
        List<ThrowingCallable> calls = List.of(
                () -> client.execute("rows 1", bad),
                () -> client.getTables(null, null, null, null, true, bad),
                () -> client.getExecuteSchema("rows 1", bad),
                () -> client.prepare("rows 1", bad),
                () -> client.beginTransaction(bad));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
                assertThat(e.status().metadata().get("colonnade-sqlstate")).isEqualTo("28P01");
            });
        }
    }

    @Test
    void otherHeadersDoNotSayWhoAsks() throws Exception {
        FlightCallHeaders headers = new FlightCallHeaders();
        for (String name : List.of("user", "username", "x-user", "x-forwarded-user", "role", "subject", "schema")) {
            headers.insert(name, "admin");
        }
        headers.insert("long", "x".repeat(100_000));
        HeaderCallOption option = new HeaderCallOption(headers);
        DoorFixture.rows(client, client.execute("rows 0", option), option);
        assertThat(fixture.queries.seen).containsExactly("nobody|null|rows 0|[]");
    }

    @Test
    void ticketOfSomebodyElseOrOfNobodyIsRefused() {
        FlightInfo info = client.execute("rows 1", alice);
        CallOption bob = fixture.login("bob");
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> DoorFixture.rows(client, info, bob));
        assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> DoorFixture.rows(client, info));
        assertThat(fixture.queries.seen).isEmpty();
    }

    @Test
    void failureInMidStreamIsAnErrorAndNotAShortResult() {
        FlightInfo info = client.execute("break 3", alice);
        assertThatThrownBy(() -> DoorFixture.rows(client, info, alice))
                .isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                    assertThat(e.getMessage()).contains("Cannot send sales.orders.id");
                    assertThat(e.status().metadata().get("colonnade-sqlstate")).isEqualTo("22004");
                });
    }

    @Test
    void defectTellsAnIncidentOnly() {
        assertThatThrownBy(() -> client.execute("defect", alice))
                .isInstanceOfSatisfying(FlightRuntimeException.class, e -> {
                    assertThat(e.status().code()).isEqualTo(FlightStatusCode.INTERNAL);
                    assertThat(e.getMessage()).contains("incident").doesNotContain("secret");
                });
    }

    @Test
    void preparedStatementBindsItsParametersIntoANewHandle() throws Exception {
        try (PreparedStatement prepared = client.prepare("echo ?", alice)) {
            assertThat(prepared.getResultSetSchema()).isEqualTo(FakeQueries.schema());
            assertThat(prepared.getParameterSchema().getFields())
                    .extracting(Field::getName)
                    .containsExactly("$1");
            assertThat(execute(prepared, 42L)).containsExactly("42");
            assertThat(execute(prepared, 1L, 2L, 3L)).containsExactly("1", "2", "3");
        }
        assertThat(fixture.queries.seen).startsWith("alice|null|echo ?|[42]");
    }

    private List<String> execute(PreparedStatement prepared, long... values) throws Exception {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(prepared.getParameterSchema(), fixture.root)) {
            BigIntVector vector = (BigIntVector) root.getVector(0);
            for (int i = 0; i < values.length; i++) {
                vector.setSafe(i, values[i]);
            }
            root.setRowCount(values.length);
            prepared.setParameters(root);
            List<String> rows = DoorFixture.rows(client, prepared.execute(alice), alice);
            prepared.clearParameters();
            return rows;
        }
    }

    @Test
    void writesAreRefusedAtEveryWay() {
        assertSqlState("25006", () -> client.prepare("INSERT INTO x", alice));
        assertSqlState("25006", () -> client.executeUpdate("INSERT INTO x", alice));
        assertSqlState("25006", () -> client.execute("INSERT INTO x", alice));
    }

    @Test
    void sessionOptionsHoldForLaterCallsOfTheSameLoginOnly() throws Exception {
        assertThat(set("schema", "sales", alice)).isEmpty();
        DoorFixture.rows(client, client.execute("rows 0", alice), alice);
        CallOption second = fixture.login("alice");
        DoorFixture.rows(client, client.execute("rows 0", second), second);
        assertThat(fixture.queries.seen).containsExactly("alice|sales|rows 0|[]", "alice|null|rows 0|[]");
        assertThat(option("schema", alice)).isEqualTo("sales");
        assertThat(option("schema", second)).isEmpty();
        assertThat(option("catalog", second)).isEqualTo("colonnade");
        client.closeSession(new CloseSessionRequest(), alice);
        assertThat(option("schema", alice)).isEmpty();
    }

    private String option(String name, CallOption login) {
        return client.getSessionOptions(new GetSessionOptionsRequest(), login)
                .getSessionOptions()
                .get(name)
                .acceptVisitor(new NoOpSessionOptionValueVisitor<String>() {
                    @Override
                    public String visit(String value) {
                        return value;
                    }
                });
    }

    @Test
    void clientWithoutALoginKeepsItsSessionByCookie() throws Exception {
        CallOption jwt = DoorFixture.bearer("jwt-bob");
        try (FlightSqlClient cookies = new FlightSqlClient(
                FlightClient.builder(fixture.root, Location.forGrpcInsecure("localhost", fixture.door.port()))
                        .intercept(new ClientCookieMiddleware.Factory())
                        .build())) {
            var options = java.util.Map.of("schema", SessionOptionValueFactory.makeSessionOptionValue("sales"));
            cookies.setSessionOptions(new SetSessionOptionsRequest(options), jwt);
            DoorFixture.rows(cookies, cookies.execute("rows 0", jwt), jwt);
            CallOption other = DoorFixture.bearer("jwt-carol");
            DoorFixture.rows(cookies, cookies.execute("rows 0", other), other);
        }
        DoorFixture.rows(client, client.execute("rows 0", jwt), jwt);
        assertThat(fixture.queries.seen)
                .containsExactly("bob|sales|rows 0|[]", "carol|null|rows 0|[]", "bob|null|rows 0|[]");
    }

    @Test
    void garbageIsAnInvalidArgumentAndAForeignMessageUnimplemented() {
        byte[] garbage = {1, 2, 3, 4, 5};
        byte[] foreign = Any.pack(Timestamp.getDefaultInstance()).toByteArray();
        FlightClient flight = fixture.flight();
        assertStatus(FlightStatusCode.INVALID_ARGUMENT, () -> flight.getInfo(FlightDescriptor.command(garbage), alice));
        assertStatus(FlightStatusCode.UNIMPLEMENTED, () -> flight.getInfo(FlightDescriptor.command(foreign), alice));
        assertStatus(FlightStatusCode.INVALID_ARGUMENT, () -> flight.getInfo(FlightDescriptor.path("a"), alice));
        assertStatus(
                FlightStatusCode.INVALID_ARGUMENT,
                () -> flight.getStream(new Ticket(garbage), alice).next());
        assertStatus(
                FlightStatusCode.UNIMPLEMENTED,
                () -> flight.getStream(new Ticket(foreign), alice).next());
        assertStatus(
                FlightStatusCode.UNIMPLEMENTED,
                () -> flight.doAction(new Action("Dance"), alice).next());
        assertStatus(
                FlightStatusCode.INVALID_ARGUMENT,
                () -> flight.doAction(new Action("CreatePreparedStatement", garbage), alice)
                        .next());
    }

    @Test
    void pollingGivesTheFinishedAnswerAtOnce() {
        CommandStatementQuery command =
                CommandStatementQuery.newBuilder().setQuery("rows 1000").build();
        var poll = fixture.flight()
                .pollInfo(FlightDescriptor.command(Any.pack(command).toByteArray()), alice);
        assertThat(poll.getFlightDescriptor()).isEmpty();
        assertThat(poll.getProgress()).contains(1.0);
        assertThat(unchecked(poll.getFlightInfo())).hasSize(1000);
    }

    @Test
    void unknownOptionAndHiddenSchemaAreErrorsOfTheirOwn() {
        assertThat(set("schema", "hidden", alice)).containsExactly(ErrorValue.INVALID_VALUE);
        assertThat(set("catalog", "other", alice)).containsExactly(ErrorValue.INVALID_VALUE);
        assertThat(set("catalog", "colonnade", alice)).isEmpty();
        assertThat(set("color", "red", alice)).containsExactly(ErrorValue.INVALID_NAME);
    }

    private List<ErrorValue> set(String name, String value, CallOption option) {
        var options = java.util.Map.of(name, SessionOptionValueFactory.makeSessionOptionValue(value));
        return client.setSessionOptions(new SetSessionOptionsRequest(options), option).getErrors().values().stream()
                .map(error -> error.value)
                .toList();
    }

    @Test
    void metadataShowsWhatTheCallerMaySeeInTheOrderOfTheSpecification() throws Exception {
        assertThat(DoorFixture.rows(client, client.getCatalogs(alice), alice)).containsExactly("colonnade");
        assertThat(DoorFixture.rows(client, client.getSchemas(null, null, alice), alice))
                .containsExactly("colonnade|public_facts", "colonnade|sales");
        assertThat(DoorFixture.rows(client, client.getSchemas(null, null))).containsExactly("colonnade|public_facts");
        assertThat(DoorFixture.rows(client, client.getTables(null, null, null, null, false, alice), alice))
                .containsExactly(
                        "colonnade|public_facts|facts|TABLE",
                        "colonnade|sales|customers|TABLE",
                        "colonnade|sales|orders|TABLE");
        assertThat(DoorFixture.rows(client, client.getTables(null, "sal%", "order_", null, true, alice), alice))
                .containsExactly("colonnade|sales|orders|TABLE|<bytes>");
        assertThat(DoorFixture.rows(client, client.getTableTypes(alice), alice)).containsExactly("TABLE");
    }

    @Test
    void filtersThatMatchNothingGiveNoRows() throws Exception {
        Consumer<FlightInfo> empty = info -> assertThat(unchecked(info)).isEmpty();
        empty.accept(client.getTables("other", null, null, null, true, alice));
        empty.accept(client.getTables(null, null, null, List.of("VIEW"), true, alice));
        empty.accept(client.getTables(null, "SALES", null, null, true, alice));
        empty.accept(client.getPrimaryKeys(TableRef.of(null, null, "nothing"), alice));
        empty.accept(client.getExportedKeys(TableRef.of("other", null, "customers"), alice));
        empty.accept(client.getImportedKeys(TableRef.of(null, "public_facts", "orders"), alice));
    }

    @Test
    void emptyCatalogIsNoFilterBecauseThereIsOnlyOne() {
        TableRef customers = TableRef.of("", "sales", "customers");
        TableRef orders = TableRef.of("", "sales", "orders");
        assertThat(unchecked(client.getSchemas("", null, alice))).hasSize(2);
        assertThat(unchecked(client.getTables("", null, null, null, true, alice)))
                .hasSize(3);
        assertThat(unchecked(client.getPrimaryKeys(orders, alice))).hasSize(1);
        assertThat(unchecked(client.getExportedKeys(customers, alice))).hasSize(1);
        assertThat(unchecked(client.getImportedKeys(orders, alice))).hasSize(1);
        assertThat(unchecked(client.getCrossReference(customers, orders, alice)))
                .hasSize(1);
    }

    private List<String> unchecked(FlightInfo info) {
        try {
            return DoorFixture.rows(client, info, alice);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keysComeFromTheContract() throws Exception {
        String link = "colonnade|sales|customers|id|colonnade|sales|orders|customer_id|1"
                + "|orders_customer_id_fkey|customers_pkey|3|3";
        TableRef customers = TableRef.of(null, "sales", "customers");
        TableRef orders = TableRef.of(null, "sales", "orders");
        assertThat(unchecked(client.getPrimaryKeys(orders, alice)))
                .containsExactly("colonnade|sales|orders|id|1|orders_pkey");
        assertThat(unchecked(client.getExportedKeys(customers, alice))).containsExactly(link);
        assertThat(unchecked(client.getImportedKeys(orders, alice))).containsExactly(link);
        assertThat(unchecked(client.getCrossReference(customers, orders, alice)))
                .containsExactly(link);
        assertThat(unchecked(client.getCrossReference(orders, customers, alice)))
                .isEmpty();
        assertThat(DoorFixture.rows(client, client.getExportedKeys(customers))).isEmpty();
    }

    @Test
    void sqlInfoAndTypesAreComplete() {
        assertThat(unchecked(client.getSqlInfo(new int[0], alice))).hasSizeGreaterThan(85);
        assertThat(unchecked(client.getSqlInfo(new int[] {8}, alice))).containsExactly("8|1");
        assertThat(unchecked(client.getXdbcTypeInfo(alice))).hasSize(io.colonnade.type.TypeName.values().length);
        assertThat(unchecked(client.getXdbcTypeInfo(93, alice))).hasSize(2);
    }

    @Test
    void ticketCanBeRenewed() throws Exception {
        FlightInfo info = client.execute("rows 1000", alice);
        var renewed = client.renewFlightEndpoint(
                new RenewFlightEndpointRequest(info.getEndpoints().get(0)), alice);
        try (var stream = client.getStream(renewed.getTicket(), alice)) {
            assertThat(stream.next()).isTrue();
            assertThat(stream.getRoot().getRowCount()).isEqualTo(1000);
        }
    }

    @Test
    void unknownTransactionAndSavepointsAreRefused() {
        var gone = new FlightSqlClient.Transaction("nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertSqlState("25000", () -> client.execute("rows 1", gone, alice));
        assertSqlState("25000", () -> client.commit(gone, alice));
        assertStatus(FlightStatusCode.UNIMPLEMENTED, () -> client.beginSavepoint(gone, "s", alice));
    }

    private static void assertStatus(FlightStatusCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().code()).isEqualTo(code));
    }

    private static void assertSqlState(String state, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        e -> assertThat(e.status().metadata().get("colonnade-sqlstate"))
                                .isEqualTo(state));
    }
}

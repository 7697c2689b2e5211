package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.impl.Flight.Action;
import org.apache.arrow.flight.impl.Flight.Criteria;
import org.apache.arrow.flight.impl.Flight.Empty;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Flight SQL's messages, whole and spoilt, as descriptors, tickets, actions and uploads of every method, over a real
 * connection: an answer or one of our own refusals, and a server that goes on.
 */
@ExtendWith(NothingLeft.class)
final class CommandFuzzIT {
    private static final Set<Status.Code> ENDS = Set.of(
            Status.Code.OK,
            Status.Code.INVALID_ARGUMENT,
            Status.Code.NOT_FOUND,
            Status.Code.UNAUTHENTICATED,
            Status.Code.PERMISSION_DENIED,
            Status.Code.UNIMPLEMENTED,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.FAILED_PRECONDITION,
            Status.Code.CANCELLED);

    /** A method with a message of Flight SQL, and how that is packed into the method's own messages. */
    private record Packing(String method, byte[] content, Function<byte[], List<byte[]>> packing) {
        Call with(byte[] other) {
            return new Call(method, packing.apply(other));
        }
    }

    /** One call. */
    private record Call(String method, List<byte[]> messages) {
        String shown() {
            return method + " " + messages.stream().map(ByteMutations::hex).toList();
        }
    }

    private final List<byte[]> commands = new ArrayList<>();
    private final List<Packing> corpus = new ArrayList<>();
    private List<byte[]> pieces;

    private void fill(FlightUser alice) throws Exception {
        String sql = "SELECT id, name FROM sales_analytics.customers WHERE id < ? ORDER BY id LIMIT 3";
        ByteString text = ByteString.copyFromUtf8("x");
        List<Message> messages = new ArrayList<>(List.of(
                FlightSql.CommandStatementQuery.newBuilder()
                        .setQuery("SELECT count(*) FROM sales_analytics.orders")
                        .build(),
                FlightSql.CommandStatementQuery.newBuilder()
                        .setQuery("SELECT 1")
                        .setTransactionId(text)
                        .build(),
                FlightSql.CommandGetCatalogs.getDefaultInstance(),
                FlightSql.CommandGetDbSchemas.newBuilder()
                        .setDbSchemaFilterPattern("s%_\\_")
                        .build(),
                FlightSql.CommandGetTables.newBuilder()
                        .setTableNameFilterPattern("%")
                        .setIncludeSchema(true)
                        .addTableTypes("TABLE")
                        .build(),
                FlightSql.CommandGetTableTypes.getDefaultInstance(),
                FlightSql.CommandGetSqlInfo.newBuilder().addInfo(0).addInfo(8).build(),
                FlightSql.CommandGetXdbcTypeInfo.newBuilder().setDataType(4).build(),
                FlightSql.CommandGetPrimaryKeys.newBuilder()
                        .setDbSchema("sales_analytics")
                        .setTable("customers")
                        .build(),
                FlightSql.CommandGetExportedKeys.newBuilder()
                        .setTable("customers")
                        .build(),
                FlightSql.CommandGetImportedKeys.newBuilder().setTable("orders").build(),
                FlightSql.CommandGetCrossReference.newBuilder()
                        .setPkTable("customers")
                        .setFkTable("orders")
                        .build(),
                FlightSql.CommandStatementUpdate.newBuilder()
                        .setQuery("DELETE FROM x")
                        .build(),
                FlightSql.CommandStatementIngest.newBuilder().setTable("x").build(),
                FlightSql.CommandStatementSubstraitPlan.newBuilder()
                        .setPlan(FlightSql.SubstraitPlan.newBuilder().setPlan(text))
                        .build(),
                FlightSql.CommandPreparedStatementQuery.newBuilder()
                        .setPreparedStatementHandle(text)
                        .build(),
                FlightSql.CommandPreparedStatementUpdate.newBuilder()
                        .setPreparedStatementHandle(text)
                        .build(),
                FlightSql.TicketStatementQuery.newBuilder()
                        .setStatementHandle(text)
                        .build()));
        try (PreparedStatement prepared = alice.client().prepare(sql, alice.credentials())) {
            messages.add(FlightSql.ActionCreatePreparedStatementRequest.newBuilder()
                    .setQuery(sql)
                    .build());
            assertThat(prepared.getParameterSchema().getFields()).hasSize(1);
        }
        messages.forEach(message -> commands.add(Any.pack(message).toByteArray()));
        FlightInfo info = alice.client().execute("SELECT count(*) FROM sales_analytics.customers", alice.credentials());
        commands.add(info.getEndpoints().get(0).getTicket().getBytes());
        for (byte[] command : commands) {
            for (String method : List.of("GetFlightInfo", "GetSchema", "PollFlightInfo")) {
                corpus.add(new Packing(
                        method, command, bytes -> List.of(descriptor(bytes).toByteArray())));
            }
            corpus.add(new Packing(
                    "DoGet",
                    command,
                    bytes -> List.of(Ticket.newBuilder()
                            .setTicket(ByteString.copyFrom(bytes))
                            .build()
                            .toByteArray())));
            corpus.add(new Packing(
                    "DoPut",
                    command,
                    bytes -> List.of(
                            FlightData.newBuilder()
                                    .setFlightDescriptor(descriptor(bytes))
                                    .build()
                                    .toByteArray(),
                            new byte[0])));
        }
        fillActions(info);
        pieces = corpus.stream().map(Packing::content).toList();
    }

    private void fillActions(FlightInfo info) throws Exception {
        byte[] cancel = new CancelFlightInfoRequest(info).serialize().array();
        for (String type : List.of(
                "CreatePreparedStatement",
                "ClosePreparedStatement",
                "BeginSavepoint",
                "EndSavepoint",
                "EndTransaction",
                "CancelQuery",
                "CancelFlightInfo",
                "RenewFlightEndpoint",
                "SetSessionOptions",
                "GetSessionOptions",
                "CloseSession",
                "Nothing")) {
            for (byte[] command : List.of(commands.get(0), commands.get(commands.size() - 2), cancel, new byte[0])) {
                corpus.add(new Packing(
                        "DoAction",
                        command,
                        bytes -> List.of(Action.newBuilder()
                                .setType(type)
                                .setBody(ByteString.copyFrom(bytes))
                                .build()
                                .toByteArray())));
            }
        }
        corpus.add(new Packing("ListFlights", new byte[0], List::of));
        corpus.add(new Packing("ListActions", new byte[0], List::of));
        corpus.add(new Packing("DoExchange", new byte[0], List::of));
    }

    private static FlightDescriptor descriptor(byte[] command) {
        return FlightDescriptor.newBuilder()
                .setType(FlightDescriptor.DescriptorType.CMD)
                .setCmd(ByteString.copyFrom(command))
                .build();
    }

    /** Most often the content is spoilt, and what it is packed into is not. */
    private Call next(RandomGenerator random) {
        Packing whole = TextMutations.pick(corpus, random);
        Call call = whole.with(
                random.nextInt(4) == 0 ? whole.content() : ByteMutations.mutated(whole.content(), pieces, random));
        List<byte[]> messages = new ArrayList<>(call.messages());
        if (random.nextInt(6) == 0) {
            int at = random.nextInt(messages.size());
            messages.set(at, ByteMutations.mutated(messages.get(at), pieces, random));
        }
        if (call.method().equals("DoPut") && random.nextInt(5) == 0) {
            messages.add(TextMutations.pick(pieces, random));
        }
        return new Call(call.method(), messages);
    }

    @Test
    void anyMessageIsAnsweredOrRefused() throws Exception {
        RunningServer server = RunningServer.shared();
        String login = "Basic " + Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.UTF_8));
        try (FlightUser alice = FlightUser.loggedIn("alice");
                RawCalls calls = new RawCalls(RunningServer.HOST, server.flightPort())) {
            fill(alice);
            Fuzz.run("flight commands", 20_000, this::next, Call::shown, call -> {
                Status end = calls.call(call.method(), login, call.messages());
                check(end, call);
            });
            assertThat(alice.query("SELECT count(*) FROM sales_analytics.customers"))
                    .hasSize(1);
        }
    }

    private static void check(Status end, Call call) {
        if (!isMessages(call)) {
            // gRPC itself refuses it, and Colonnade has not seen it.
            assertThat(end.isOk()).isFalse();
            return;
        }
        assertThat(end.getCode()).as(end.toString()).isIn(ENDS);
        StringBuilder input = new StringBuilder();
        call.messages().forEach(message -> input.append(new String(message, StandardCharsets.UTF_8)));
        Refusal.check(String.valueOf(end.getDescription()), input.toString());
    }

    /** Whether the bytes are protocol buffers of the method's own. */
    private static boolean isMessages(Call call) {
        Message prototype = switch (call.method()) {
            case "DoGet" -> Ticket.getDefaultInstance();
            case "DoAction" -> Action.getDefaultInstance();
            case "DoPut" -> FlightData.getDefaultInstance();
            case "ListFlights" -> Criteria.getDefaultInstance();
            case "GetFlightInfo", "GetSchema", "PollFlightInfo" -> FlightDescriptor.getDefaultInstance();
            default -> Empty.getDefaultInstance();
        };
        try {
            for (byte[] message : call.messages()) {
                prototype.getParserForType().parseFrom(message);
            }
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}

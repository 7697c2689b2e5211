package io.colonnade.jdbc.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.colonnade.jdbc.ipc.IpcMessages;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.impl.FlightSql;

/**
 * A Flight service that answers what a test has put into it: results by SQL text or command name, and texts with a
 * meaning of their own. It notes every call.
 */
final class TestFlightService extends FlightServiceGrpc.FlightServiceImplBase {
    static final String HANGS_IN_PLANNING = "hangs in planning";
    static final String HANGS_IN_READING = "hangs in reading";
    static final String HANGS_AFTER_A_BATCH = "hangs after a batch";
    static final String ENDLESS = "endless";
    /** Has two parts, of which the first answers only when the second has been asked for too. */
    static final String WAITS_FOR_ITS_OTHER_PART = "waits for its other part";

    /** Results by the query's text, the prepared handle or the command's name; a list entry is an endpoint. */
    final Map<String, List<IpcMessages>> results = new ConcurrentHashMap<>();

    final Map<String, Status> failures = new ConcurrentHashMap<>();
    /** Actions that get no answer. */
    final Set<String> hanging = ConcurrentHashMap.newKeySet();

    final List<String> calls = new CopyOnWriteArrayList<>();
    final CountDownLatch cancelled = new CountDownLatch(1);
    final AtomicInteger batchesSent = new AtomicInteger();
    private final CompletableFuture<Void> otherPartAsked = new CompletableFuture<>();
    /** Those of the last call. */
    volatile Metadata headers = new Metadata();

    /** Those of the last call of each method. */
    final Map<String, Metadata> headersOf = new ConcurrentHashMap<>();

    volatile boolean ordered;
    volatile String location = "";
    volatile ByteString parameterSchema = ByteString.EMPTY;
    volatile Flight.SetSessionOptionsResult setSessionOptionsResult =
            Flight.SetSessionOptionsResult.getDefaultInstance();
    volatile ByteString boundParameters = ByteString.EMPTY;

    @Override
    public StreamObserver<Flight.HandshakeRequest> handshake(StreamObserver<Flight.HandshakeResponse> answer) {
        calls.add("Handshake");
        return new Collecting<Flight.HandshakeRequest>(answer) {
            @Override
            public void onNext(Flight.HandshakeRequest request) {}
        };
    }

    @Override
    public void getFlightInfo(Flight.FlightDescriptor descriptor, StreamObserver<Flight.FlightInfo> answer) {
        String key = key(descriptor.getCmd());
        calls.add("GetFlightInfo " + key);
        if (key.equals(HANGS_IN_PLANNING)) {
            hang();
            return;
        }
        Status failure = failures.get(key);
        if (failure != null) {
            fail(failure, answer);
            return;
        }
        List<IpcMessages> endpoints = results.getOrDefault(key, List.of());
        Flight.FlightInfo.Builder info = Flight.FlightInfo.newBuilder();
        if (!endpoints.isEmpty()) {
            info.setSchema(ByteString.copyFrom(endpoints.get(0).encapsulatedSchema()));
        }
        for (int i = 0; i < endpoints.size(); i++) {
            Flight.FlightEndpoint.Builder endpoint = Flight.FlightEndpoint.newBuilder()
                    .setTicket(Flight.Ticket.newBuilder().setTicket(ByteString.copyFromUtf8(i + ":" + key)));
            if (!location.isEmpty()) {
                endpoint.addLocation(Flight.Location.newBuilder().setUri(location));
            }
            info.addEndpoint(endpoint);
        }
        answer.onNext(info.setOrdered(ordered).build());
        answer.onCompleted();
    }

    private void hang() {
        Context.current().addListener(context -> cancelled.countDown(), Runnable::run);
    }

    private static void fail(Status status, StreamObserver<?> answer) {
        Metadata trailers = new Metadata();
        if (status.getCode() == Status.Code.INVALID_ARGUMENT) {
            trailers.put(StatusErrors.SQLSTATE, "42601");
        }
        answer.onError(status.asRuntimeException(trailers));
    }

    @Override
    public void doGet(Flight.Ticket ticket, StreamObserver<Flight.FlightData> answer) {
        String[] parts = ticket.getTicket().toStringUtf8().split(":", 2);
        calls.add("DoGet " + parts[1]);
        IpcMessages messages = results.get(parts[1]).get(Integer.parseInt(parts[0]));
        answer.onNext(Flight.FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(messages.schema()))
                .build());
        if (parts[1].equals(HANGS_IN_READING)) {
            hang();
        } else if (parts[1].equals(HANGS_AFTER_A_BATCH)) {
            answer.onNext(batch(messages));
            hang();
        } else if (parts[1].equals(WAITS_FOR_ITS_OTHER_PART) && parts[0].equals("0")) {
            otherPartAsked.thenRun(() -> finish(messages, answer));
        } else if (parts[1].equals(ENDLESS)) {
            sendForever((ServerCallStreamObserver<Flight.FlightData>) answer, batch(messages));
        } else {
            answer.onNext(Flight.FlightData.newBuilder()
                    .setAppMetadata(ByteString.copyFromUtf8("note"))
                    .build());
            finish(messages, answer);
            otherPartAsked.complete(null);
        }
    }

    private static void finish(IpcMessages messages, StreamObserver<Flight.FlightData> answer) {
        answer.onNext(batch(messages));
        answer.onCompleted();
    }

    private static Flight.FlightData batch(IpcMessages messages) {
        return Flight.FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(messages.batch()))
                .setDataBody(ByteString.copyFrom(messages.body()))
                .build();
    }

    private void sendForever(ServerCallStreamObserver<Flight.FlightData> answer, Flight.FlightData batch) {
        answer.setOnCancelHandler(cancelled::countDown);
        Runnable send = () -> {
            while (answer.isReady() && !answer.isCancelled()) {
                answer.onNext(batch);
                batchesSent.incrementAndGet();
            }
        };
        answer.setOnReadyHandler(send);
        send.run();
    }

    @Override
    public void doAction(Flight.Action action, StreamObserver<Flight.Result> answer) {
        calls.add(action.getType());
        if (hanging.contains(action.getType())) {
            hang();
            return;
        }
        Status failure = failures.get(action.getType());
        if (failure != null) {
            fail(failure, answer);
            return;
        }
        switch (action.getType()) {
            case "CreatePreparedStatement":
                answer.onNext(result(FlightSql.ActionCreatePreparedStatementResult.newBuilder()
                        .setPreparedStatementHandle(ByteString.copyFromUtf8("unbound"))
                        .setDatasetSchema(datasetSchema())
                        .setParameterSchema(parameterSchema)
                        .build()));
                break;
            case "BeginTransaction":
                answer.onNext(result(FlightSql.ActionBeginTransactionResult.newBuilder()
                        .setTransactionId(ByteString.copyFromUtf8("tx"))
                        .build()));
                break;
            case "SetSessionOptions":
                answer.onNext(Flight.Result.newBuilder()
                        .setBody(setSessionOptionsResult.toByteString())
                        .build());
                break;
            default:
        }
        answer.onCompleted();
    }

    /** An update, which is a prepared statement without a result, has none. */
    private ByteString datasetSchema() {
        return Optional.ofNullable(results.get("unbound"))
                .map(found -> ByteString.copyFrom(found.get(0).encapsulatedSchema()))
                .orElse(ByteString.EMPTY);
    }

    private static Flight.Result result(com.google.protobuf.Message message) {
        return Flight.Result.newBuilder()
                .setBody(Any.pack(message).toByteString())
                .build();
    }

    @Override
    public StreamObserver<Flight.FlightData> doPut(StreamObserver<Flight.PutResult> answer) {
        return new Uploading(answer);
    }

    /** Binds parameters, or counts the rows of an update, which touches one row without any. */
    private final class Uploading implements StreamObserver<Flight.FlightData> {
        private final StreamObserver<Flight.PutResult> answer;
        private String key = "";
        private boolean update;
        private long rows;

        Uploading(StreamObserver<Flight.PutResult> answer) {
            this.answer = answer;
        }

        @Override
        public void onNext(Flight.FlightData data) {
            if (data.hasFlightDescriptor()) {
                key = key(data.getFlightDescriptor().getCmd());
                update = isUpdate(data.getFlightDescriptor().getCmd());
                calls.add((update ? "Update " : "DoPut ") + key);
            } else {
                boundParameters = data.getDataBody();
                rows += rowsOf(data);
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            Status failure = failures.get(key);
            if (failure != null) {
                fail(failure, answer);
                return;
            }
            answer.onNext(Flight.PutResult.newBuilder()
                    .setAppMetadata(update ? updated() : bound())
                    .build());
            answer.onCompleted();
        }

        private ByteString updated() {
            return FlightSql.DoPutUpdateResult.newBuilder()
                    .setRecordCount(Math.max(1, rows))
                    .build()
                    .toByteString();
        }

        private ByteString bound() {
            return FlightSql.DoPutPreparedStatementResult.newBuilder()
                    .setPreparedStatementHandle(ByteString.copyFromUtf8("bound"))
                    .build()
                    .toByteString();
        }
    }

    private static long rowsOf(Flight.FlightData data) {
        Message header = Message.getRootAsMessage(data.getDataHeader().asReadOnlyByteBuffer());
        return ((RecordBatch) header.header(new RecordBatch())).length();
    }

    private static boolean isUpdate(ByteString command) {
        try {
            return Any.parseFrom(command).getTypeUrl().endsWith("Update");
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The query's text or the prepared handle where the command has one, otherwise the command's name. */
    private static String key(ByteString command) {
        try {
            Any any = Any.parseFrom(command);
            if (any.is(FlightSql.CommandStatementQuery.class)) {
                FlightSql.CommandStatementQuery query = any.unpack(FlightSql.CommandStatementQuery.class);
                return query.getQuery()
                        + (query.getTransactionId().isEmpty()
                                ? ""
                                : " in " + query.getTransactionId().toStringUtf8());
            }
            if (any.is(FlightSql.CommandStatementUpdate.class)) {
                return any.unpack(FlightSql.CommandStatementUpdate.class).getQuery();
            }
            if (any.is(FlightSql.CommandPreparedStatementUpdate.class)) {
                return any.unpack(FlightSql.CommandPreparedStatementUpdate.class)
                        .getPreparedStatementHandle()
                        .toStringUtf8();
            }
            if (any.is(FlightSql.CommandPreparedStatementQuery.class)) {
                return any.unpack(FlightSql.CommandPreparedStatementQuery.class)
                        .getPreparedStatementHandle()
                        .toStringUtf8();
            }
            return any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('.') + 1);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Completes the answer when the client has said all. */
    private abstract static class Collecting<T> implements StreamObserver<T> {
        private final StreamObserver<?> answer;

        Collecting(StreamObserver<?> answer) {
            this.answer = answer;
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            answer.onCompleted();
        }
    }
}

package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import io.colonnade.server.admission.SomeLimits;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uploads that Flight's own clients do not send: nothing that a message says of itself is reserved or waited for. */
final class UploadMethodTest {
    private final DoorFixture fixture = new DoorFixture();
    private final ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", fixture.door.port())
            .usePlaintext()
            .build();

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fixture.doorBytes()).isZero();
        fixture.close();
    }

    /** Sends messages as they stand, and returns how the call ended. */
    private Status upload(List<byte[]> messages) throws Exception {
        CompletableFuture<Status> end = new CompletableFuture<>();
        ClientCall<byte[], PutResult> call = channel.newCall(
                FlightServiceGrpc.getDoPutMethod().toBuilder(new Bytes(), results())
                        .build(),
                CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status);
                    }
                },
                new Metadata());
        messages.forEach(call::sendMessage);
        call.halfClose();
        call.request(2);
        return end.get(20, TimeUnit.SECONDS);
    }

    private static MethodDescriptor.Marshaller<PutResult> results() {
        return FlightServiceGrpc.getDoPutMethod().getResponseMarshaller();
    }

    private static byte[] command(Message command) {
        return UploadMessages.commanded(Any.pack(command).toByteArray(), List.of(FlightData.getDefaultInstance()))
                .get(0)
                .toByteArray();
    }

    private static byte[] lengthOnly(int field, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(field, 2);
        out.writeUInt32NoTag(length);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void lengthsOfWhatDoesNotComeReserveNothing() throws Exception {
        for (int field : List.of(1, 2, 3, 1000)) {
            for (int length : List.of(Integer.MAX_VALUE, 1 << 30, -1)) {
                assertThat(upload(List.of(lengthOnly(field, length))).isOk()).isFalse();
            }
        }
        assertThat(fixture.doorBytes()).isZero();
    }

    @Test
    void uploadWithoutMessagesIsAnsweredAtOnce() throws Exception {
        Status status = upload(List.of());
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).contains("Invalid upload");
        assertThat(upload(List.of(new byte[0])).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void clientsThatBeginAndSendNothingHoldNoThread() throws Exception {
        List<StreamObserver<FlightData>> silent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            silent.add(FlightServiceGrpc.newStub(channel).doPut(new Ignored()));
        }
        assertThat(upload(List.of()).isOk()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("flight-call-"))
                        .count())
                .isLessThan(100);
        silent.forEach(call -> call.onError(Status.CANCELLED.asRuntimeException()));
    }

    @Test
    void messagesAreTakenUpToALimit() throws Exception {
        byte[] first = command(CommandPreparedStatementQuery.getDefaultInstance());
        List<byte[]> empty = new ArrayList<>(List.of(first));
        for (int i = 0; i < 20_000; i++) {
            empty.add(new byte[0]);
        }
        assertThat(upload(empty).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        byte[] large = FlightData.newBuilder()
                .setDataBody(ByteString.copyFrom(new byte[UploadMethod.MOST_BYTES]))
                .build()
                .toByteArray();
        assertThat(upload(List.of(first, large)).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void uploadThatIsNotFinishedIsOneOfThePartysStreams() throws Exception {
        byte[] first = command(CommandPreparedStatementQuery.getDefaultInstance());
        FlightData begun = FlightData.parseFrom(first);
        CountDownLatch refused = new CountDownLatch(1);
        List<StreamObserver<FlightData>> unfinished = new ArrayList<>();
        for (int i = 0; i <= SomeLimits.STREAMS; i++) {
            StreamObserver<FlightData> call = FlightServiceGrpc.newStub(channel).doPut(new Ignored() {
                @Override
                public void onError(Throwable failure) {
                    if (Status.fromThrowable(failure).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                        refused.countDown();
                    }
                }
            });
            call.onNext(begun);
            unfinished.add(call);
        }
        assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
        unfinished.forEach(call -> call.onError(Status.CANCELLED.asRuntimeException()));
    }

    @Test
    void uploadThatHasEndedIsNoStreamAnyMore() throws Exception {
        byte[] first = command(CommandPreparedStatementQuery.getDefaultInstance());
        for (int i = 0; i < 3 * SomeLimits.STREAMS; i++) {
            assertThat(upload(List.of(first)).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void writesAreRefusedBeforeTheirRowsCome() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        StreamObserver<FlightData> call = FlightServiceGrpc.newStub(channel).doPut(new Ignored() {
            @Override
            public void onError(Throwable failure) {
                end.completeExceptionally(failure);
            }
        });
        call.onNext(FlightData.parseFrom(command(CommandStatementIngest.getDefaultInstance())));
        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void exchangeIsNotServed() {
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(
                        channel,
                        FlightServiceGrpc.getDoExchangeMethod().toBuilder()
                                .setType(MethodDescriptor.MethodType.UNARY)
                                .build(),
                        CallOptions.DEFAULT,
                        FlightData.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    }

    /** The library's own answer would be an internal error. */
    @Test
    void descriptorOfNoKindIsTheCallersError() {
        assertThatThrownBy(() ->
                        FlightServiceGrpc.newBlockingStub(channel).getFlightInfo(FlightDescriptor.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private static class Ignored implements StreamObserver<PutResult> {
        @Override
        public void onNext(PutResult result) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    /** Messages that are sent as they stand. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

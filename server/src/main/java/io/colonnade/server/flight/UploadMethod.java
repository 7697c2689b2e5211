package io.colonnade.server.flight;

import com.google.protobuf.ByteString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.Permit;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.flight.grpc.StatusUtils;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.jspecify.annotations.Nullable;

/**
 * Flight's DoPut, read by Colonnade itself. Flight's own way takes the lengths in a message for granted: it reserves as much
 * memory as they say before a byte of it has come, keeps it when the message turns out to be broken, and holds a thread for
 * every client that begins and then sends nothing. Here a call holds its messages, up to a limit, and nothing else; it is one
 * of the streams that its party may have open. Uploads are parameters, so that little is enough. What a command takes its time for
 * goes on after the call has been read, and holds no thread of gRPC's. Thread-safe.
 */
final class UploadMethod {
    /** What all messages of a call may take together. */
    static final int MOST_BYTES = 1024 * 1024;
    /** A message without content takes memory too. */
    private static final int LEAST_BYTES = 64;

    private final Routes<Upload> uploads;
    private final Admission admission;

    UploadMethod(Routes<Upload> uploads, Admission admission) {
        this.uploads = uploads;
        this.admission = admission;
    }

    /** Returns Flight's service with this method in it, and without DoExchange, which nothing here serves. */
    ServerServiceDefinition in(ServerServiceDefinition flight) {
        MethodDescriptor<FlightData, PutResult> doPut = FlightServiceGrpc.getDoPutMethod();
        String doExchange = FlightServiceGrpc.getDoExchangeMethod().getFullMethodName();
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        for (ServerMethodDefinition<?, ?> method : flight.getMethods()) {
            String name = method.getMethodDescriptor().getFullMethodName();
            if (name.equals(doPut.getFullMethodName())) {
                methods.add(ServerMethodDefinition.create(doPut, ServerCalls.asyncBidiStreamingCall(Call::new)));
            } else if (!name.equals(doExchange)) {
                methods.add(method);
            }
        }
        return service(flight.getServiceDescriptor(), methods);
    }

    private static ServerServiceDefinition service(ServiceDescriptor like, List<ServerMethodDefinition<?, ?>> methods) {
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(like.getName()).setSchemaDescriptor(like.getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(service::addMethod);
        return service.build();
    }

    private static byte[] command(FlightData first) {
        if (first.getFlightDescriptor().getType() != DescriptorType.CMD) {
            throw noCommand();
        }
        return first.getFlightDescriptor().getCmd().toByteArray();
    }

    private static ColonnadeException noCommand() {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid upload: its first message has no Flight SQL command as its descriptor");
    }

    /** One call; gRPC tells it one thing after the other. */
    private final class Call implements StreamObserver<FlightData> {
        private final Caller caller;
        private final StreamObserver<PutResult> results;
        private final List<FlightData> messages = new ArrayList<>();
        /** Nothing is under way any more for this call, though its client may still be there. */
        private final CompletableFuture<@Nullable Void> idle = new CompletableFuture<>();

        private long bytes;
        private @Nullable Upload upload;
        private @Nullable Permit permit;
        /** From then on the call is its answer's, and whatever else its client sends is passed over. */
        private boolean answering;

        private boolean ended;

        Call(StreamObserver<PutResult> results) {
            this.caller = CallerMiddleware.callerOfThisCall();
            this.results = results;
        }

        @Override
        public void onNext(FlightData message) {
            guarded(() -> take(message));
        }

        private void take(FlightData message) {
            if (upload == null) {
                upload = uploads.route(command(message));
                permit = begun();
            }
            if (!upload.takesRows()) {
                answer();
                return;
            }
            bytes += LEAST_BYTES + message.getSerializedSize();
            if (bytes > MOST_BYTES) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.PROGRAM_LIMIT_EXCEEDED,
                        "Cannot take the upload: its messages are more than " + MOST_BYTES + " bytes");
            }
            messages.add(message);
        }

        private Permit begun() {
            Permit begun = admission.begin(caller.party());
            begun.onDrop(CallReset.ofThisCall());
            // A client that is gone may have left something that is still to be stopped.
            caller.end().then(() -> idle.thenRun(begun::close));
            return begun;
        }

        @Override
        public void onCompleted() {
            guarded(this::answer);
        }

        private void answer() {
            if (upload == null || permit == null) {
                throw noCommand();
            }
            answering = true;
            CompletionStage<byte[]> answer = upload.receive(caller, permit, messages);
            messages.clear();
            answer.whenComplete((said, failure) -> {
                end();
                if (failure == null) {
                    tell(ByteString.copyFrom(said));
                } else {
                    Throwable cause = failure.getCause();
                    fail(failure instanceof CompletionException && cause != null ? cause : failure);
                }
            });
        }

        private void tell(ByteString said) {
            results.onNext(PutResult.newBuilder().setAppMetadata(said).build());
            results.onCompleted();
        }

        private void fail(Throwable failure) {
            results.onError(StatusUtils.toGrpcException(FlightErrors.of(failure)));
        }

        @Override
        public void onError(Throwable failure) {
            guarded(this::end);
        }

        private void end() {
            ended = true;
            messages.clear();
            if (permit != null) {
                permit.done();
            }
            idle.complete(null);
        }

        private void guarded(Runnable step) {
            if (answering || ended) {
                return;
            }
            try {
                step.run();
            } catch (Throwable e) {
                // Whatever it is: a client that is told nothing waits for ever.
                end();
                fail(e);
            }
        }
    }
}

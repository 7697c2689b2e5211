package io.colonnade.it.bench.replay;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Answers every query, prepared or not, with one recording. Safe for threads. */
final class ReplayProducer extends NoOpFlightSqlProducer {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final ByteString HANDLE = ByteString.copyFromUtf8("recording");

    private final Recording recording;
    private final BufferAllocator allocator;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ReplayProducer(Recording recording, BufferAllocator allocator) {
        this.recording = recording;
        this.allocator = allocator;
    }

    @Override
    public FlightInfo getFlightInfoStatement(
            FlightSql.CommandStatementQuery query, CallContext context, FlightDescriptor descriptor) {
        return info(
                FlightSql.TicketStatementQuery.newBuilder()
                        .setStatementHandle(HANDLE)
                        .build(),
                descriptor);
    }

    @Override
    public FlightInfo getFlightInfoPreparedStatement(
            FlightSql.CommandPreparedStatementQuery query, CallContext context, FlightDescriptor descriptor) {
        return info(query, descriptor);
    }

    /** Drivers ask for something small to see whether a server is there. */
    @Override
    public FlightInfo getFlightInfoSqlInfo(
            FlightSql.CommandGetSqlInfo request, CallContext context, FlightDescriptor descriptor) {
        return info(request, descriptor);
    }

    private FlightInfo info(Message ticket, FlightDescriptor descriptor) {
        FlightEndpoint endpoint = new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()));
        return new FlightInfo(recording.schema(), descriptor, List.of(endpoint), -1, -1);
    }

    @Override
    public void createPreparedStatement(
            FlightSql.ActionCreatePreparedStatementRequest request,
            CallContext context,
            StreamListener<Result> listener) {
        FlightSql.ActionCreatePreparedStatementResult prepared =
                FlightSql.ActionCreatePreparedStatementResult.newBuilder()
                        .setPreparedStatementHandle(HANDLE)
                        .setDatasetSchema(bytes(recording.schema()))
                        .setParameterSchema(bytes(new Schema(List.of())))
                        .build();
        listener.onNext(new Result(Any.pack(prepared).toByteArray()));
        listener.onCompleted();
    }

    private static ByteString bytes(Schema schema) {
        return ByteString.copyFrom(ByteBuffer.wrap(schema.serializeAsMessage()));
    }

    @Override
    public void closePreparedStatement(
            FlightSql.ActionClosePreparedStatementRequest request,
            CallContext context,
            StreamListener<Result> listener) {
        listener.onCompleted();
    }

    @Override
    public void getStreamStatement(
            FlightSql.TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
        replay(listener);
    }

    @Override
    public void getStreamPreparedStatement(
            FlightSql.CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
        replay(listener);
    }

    /** gRPC says that a reader is ready on the thread of the call, which must not be the one that waits for it. */
    private void replay(ServerStreamListener listener) {
        BackpressureStrategy readers = new BackpressureStrategy.CallbackBackpressureStrategy();
        readers.register(listener);
        threads.execute(() -> replay(listener, readers));
    }

    private void replay(ServerStreamListener listener, BackpressureStrategy readers) {
        listener.setUseZeroCopy(true);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(recording.schema(), allocator)) {
            VectorLoader loader = new VectorLoader(root);
            listener.start(root);
            for (ArrowRecordBatch batch : recording.batches()) {
                if (readers.waitForListener(PATIENCE_MILLIS) != BackpressureStrategy.WaitResult.READY) {
                    return;
                }
                loader.load(batch);
                listener.putNext();
            }
            listener.completed();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.colonnade.server.admission.Permit;
import java.util.List;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The answer to a metadata command: a small table whose schema the Flight SQL specification fixes. Its ticket is the command
 * itself, which tells nothing: the rows are chosen for whoever fetches them.
 */
final class Listing implements Answer, Fetch {
    /** Writes the rows for one caller. */
    @FunctionalInterface
    interface Rows {
        void write(Caller caller, VectorSchemaRoot root);
    }

    private final Message command;
    private final Schema schema;
    private final Rows rows;
    private final BufferAllocator allocator;

    Listing(Message command, Schema schema, Rows rows, BufferAllocator allocator) {
        this.command = command;
        this.schema = schema;
        this.rows = rows;
        this.allocator = allocator;
    }

    @Override
    public FlightInfo info(Caller caller, FlightDescriptor descriptor) {
        FlightEndpoint endpoint =
                new FlightEndpoint(new Ticket(Any.pack(command).toByteArray()));
        return FlightInfo.builder(schema, descriptor, List.of(endpoint))
                .setOrdered(true)
                .build();
    }

    @Override
    public Schema schema(Caller caller) {
        return schema;
    }

    @Override
    public void send(Caller caller, Permit permit, ServerStreamListener listener) {
        try (BufferAllocator own = allocator.newChildAllocator("listing", 0, Long.MAX_VALUE);
                VectorSchemaRoot root = VectorSchemaRoot.create(schema, own)) {
            rows.write(caller, root);
            listener.start(root);
            listener.putNext();
        }
        permit.done();
        listener.completed();
    }
}

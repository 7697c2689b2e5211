package io.colonnade.it.bench.replay;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** A result as another server has given it: the same batches with the same rows. Only read once it is there. */
final class Recording implements AutoCloseable {
    /** Whose memory the batches are in. */
    private final FlightClient owner;

    private final Schema schema;
    private final List<ArrowRecordBatch> batches;

    private Recording(FlightClient owner, Schema schema, List<ArrowRecordBatch> batches) {
        this.owner = owner;
        this.schema = schema;
        this.batches = batches;
    }

    static Recording of(String sql, Location server, String token, BufferAllocator allocator) throws Exception {
        CallOption bearer = new CredentialCallOption(new BearerCredentialWriter(token));
        FlightClient client = FlightClient.builder(allocator, server).build();
        List<ArrowRecordBatch> batches = new ArrayList<>();
        FlightEndpoint only =
                new FlightSqlClient(client).execute(sql, bearer).getEndpoints().get(0);
        try (FlightStream stream = client.getStream(only.getTicket(), bearer)) {
            while (stream.next()) {
                batches.add(new VectorUnloader(stream.getRoot()).getRecordBatch());
            }
            return new Recording(client, stream.getSchema(), batches);
        }
    }

    Schema schema() {
        return schema;
    }

    List<ArrowRecordBatch> batches() {
        return batches;
    }

    @Override
    public void close() throws Exception {
        AutoCloseables.close(batches);
        owner.close();
    }
}

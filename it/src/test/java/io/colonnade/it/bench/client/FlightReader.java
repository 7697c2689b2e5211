package io.colonnade.it.bench.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Arrow's own Flight SQL client. */
final class FlightReader implements Client {
    private final RootAllocator allocator = new RootAllocator();
    private final FlightClient flight;
    private final FlightSqlClient client;
    private final CallOption bearer;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    FlightReader(Settings settings) {
        flight = FlightClient.builder(allocator, Location.forGrpcInsecure(settings.host(), settings.port()))
                .build();
        client = new FlightSqlClient(flight);
        bearer = new CredentialCallOption(new BearerCredentialWriter(settings.token()));
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws Exception {
        return drain(client.execute(sql, bearer), TimeUnit.MILLISECONDS.toNanos(pauseMillis));
    }

    @Override
    public Reading readByKey(String sql, long key) throws Exception {
        PreparedStatement statement = statements.computeIfAbsent(sql, text -> client.prepare(text, bearer));
        try (VectorSchemaRoot parameters = VectorSchemaRoot.create(statement.getParameterSchema(), allocator)) {
            ((BigIntVector) parameters.getVector(0)).setSafe(0, key);
            parameters.setRowCount(1);
            statement.setParameters(parameters);
            Reading reading = drain(statement.execute(bearer), 0);
            statement.clearParameters();
            return reading;
        }
    }

    private Reading drain(FlightInfo info, long pauseNanos) throws Exception {
        long rows = 0;
        long first = 0;
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            try (FlightStream stream = client.getStream(endpoint.getTicket(), bearer)) {
                while (stream.next()) {
                    first = first == 0 ? System.nanoTime() : first;
                    rows += stream.getRoot().getRowCount();
                    if (pauseNanos > 0) {
                        LockSupport.parkNanos(pauseNanos);
                    }
                }
            }
        }
        return new Reading(rows, first);
    }

    @Override
    public void close() throws Exception {
        for (PreparedStatement statement : statements.values()) {
            statement.close(bearer);
        }
        client.close();
        flight.close();
        allocator.close();
    }
}

package io.colonnade.it.flight;

import io.colonnade.batch.VectorValues;
import io.colonnade.it.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Somebody with a Flight SQL client of their own. Closing it fails if the client leaked a byte. Not thread-safe. */
public final class FlightUser implements AutoCloseable {
    private final BufferAllocator allocator = new RootAllocator();
    private final FlightClient flight;
    private final FlightSqlClient client;
    private final CallOption credentials;

    private FlightUser(int port, Function<FlightClient, CallOption> login) {
        flight = FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port))
                .build();
        client = new FlightSqlClient(flight);
        try {
            credentials = login.apply(flight);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Logs in to the shared server with a user whose password is the name. */
    public static FlightUser loggedIn(String name) {
        return at(RunningServer.shared(), name);
    }

    /** Logs in to a server with a user whose password is the name. */
    public static FlightUser at(RunningServer server, String name) {
        return through(server.flightPort(), name);
    }

    /** Logs in through a port that leads to a server. */
    public static FlightUser through(int port, String name) {
        return new FlightUser(
                port, flight -> flight.authenticateBasicToken(name, name).orElseThrow());
    }

    /** Sends a token with every call to a port, and does not log in. */
    public static FlightUser withToken(int port, String token) {
        return new FlightUser(port, flight -> bearer(token));
    }

    /** Sends a token with every call, and does not log in. */
    public static FlightUser withToken(String token) {
        return withToken(RunningServer.shared(), token);
    }

    /** Sends a token with every call to a server, and does not log in. */
    public static FlightUser withToken(RunningServer server, String token) {
        return withToken(server.flightPort(), token);
    }

    /** Is nobody to a server. */
    public static FlightUser anonymous(RunningServer server) {
        return new FlightUser(server.flightPort(), flight -> new CredentialCallOption(headers -> {}));
    }

    private static CallOption bearer(String token) {
        return new CredentialCallOption(headers -> headers.insert("authorization", "Bearer " + token));
    }

    public FlightSqlClient client() {
        return client;
    }

    /** Returns the client below, for what Flight knows and Flight SQL does not. */
    public FlightClient flight() {
        return flight;
    }

    public CallOption credentials() {
        return credentials;
    }

    public BufferAllocator allocator() {
        return allocator;
    }

    /** Plans, fetches and returns a query's rows. */
    public List<List<@Nullable Object>> query(String sql) {
        return fetch(client.execute(sql, credentials));
    }

    /** Returns the rows of an answer with one endpoint, whose stream must have the announced schema to the bit. */
    public List<List<@Nullable Object>> fetch(FlightInfo info) {
        if (info.getEndpoints().size() != 1) {
            throw new AssertionError("one endpoint is enough, and these are " + info.getEndpoints());
        }
        return fetch(info, info.getEndpoints().get(0));
    }

    /** Returns the rows of one endpoint of an answer, whose stream must have the announced schema to the bit. */
    public List<List<@Nullable Object>> fetch(FlightInfo info, FlightEndpoint endpoint) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (FlightStream stream = open(endpoint.getTicket())) {
            String announced = info.getSchemaOptional().orElseThrow().toJson();
            if (!stream.getSchema().toJson().equals(announced)) {
                throw new AssertionError("announced " + announced + " but sent "
                        + stream.getSchema().toJson());
            }
            while (stream.next()) {
                append(stream.getRoot(), rows);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** Starts to fetch. */
    public FlightStream open(Ticket ticket) {
        return client.getStream(ticket, credentials);
    }

    private static void append(VectorSchemaRoot batch, List<List<@Nullable Object>> rows) {
        for (int row = 0; row < batch.getRowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (FieldVector vector : batch.getFieldVectors()) {
                values.add(VectorValues.read(vector, row));
            }
            rows.add(values);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
            flight.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            allocator.close();
        }
    }
}

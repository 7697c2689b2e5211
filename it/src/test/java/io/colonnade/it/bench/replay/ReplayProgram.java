package io.colonnade.it.bench.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.bench.client.Request;
import io.colonnade.it.bench.client.Settings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.RootAllocator;

/**
 * Reads {@link Settings} and a {@link Request} from its input, one a line; keeps in memory what that server answers; says
 * its port, and serves those batches to whoever asks, until its input ends.
 */
public final class ReplayProgram {
    /** What it writes before the number of its port. */
    public static final String READY = "ready ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayProgram() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Settings settings = JSON.readValue(in.readLine(), Settings.class);
        Request request = JSON.readValue(in.readLine(), Request.class);
        Location original = Location.forGrpcInsecure(settings.host(), settings.port());
        try (RootAllocator allocator = new RootAllocator();
                Recording recording = Recording.of(request.sql(), original, settings.token(), allocator);
                FlightServer server = FlightServer.builder(
                                allocator,
                                Location.forGrpcInsecure(settings.host(), 0),
                                new ReplayProducer(recording, allocator))
                        .build()
                        .start()) {
            System.out.println(READY + server.getPort());
            while (in.readLine() != null) {
                // It has been told all that it needs to know.
            }
        }
        System.exit(0);
    }
}

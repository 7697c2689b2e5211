package io.colonnade.it.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.ConfigurationFile;
import io.colonnade.it.server.JavaCommand;
import io.colonnade.it.server.RunningServer;
import io.colonnade.it.server.ServerProcess;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two million rows to a slow reader, from a server in a process of its own. */
final class MemoryIT {
    private static final long LARGEST_GROWTH_KIB = 128 * 1024;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Resident memory is read from /proc")
    void serverThatFeedsASlowReaderDoesNotGrow() throws Exception {
        try (ServerProcess server = start()) {
            int port = server.flightPort();
            long pid = server.handle().pid();
            read(port, 200_000, 0);
            long before = resident(pid);
            long highest = read(port, 2_000_000, pid);
            assertThat(highest - before).as("growth in KiB above " + before).isLessThanOrEqualTo(LARGEST_GROWTH_KIB);
            server.close();
            assertThat(server.output()).doesNotContainIgnoringCase("leak");
        }
    }

    private ServerProcess start() throws IOException, InterruptedException {
        Path configuration = ConfigurationFile.write(directory, "5s", "");
        return ServerProcess.start(
                JavaCommand.of(ServerProcess.MAIN, "-Xmx192m"), configuration, directory.resolve("output"));
    }

    /** Reads with a pause a batch, and returns the most memory that the process had meanwhile. */
    private static long read(int port, int rows, long pid) throws Exception {
        String token = new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal("admin", Set.of("admin"), Map.of()), Duration.ofHours(1));
        CallOption bearer = new CredentialCallOption(headers -> headers.insert("authorization", "Bearer " + token));
        long highest = 0;
        long seen = 0;
        try (RootAllocator allocator = new RootAllocator();
                FlightClient flight = FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port))
                        .build();
                FlightSqlClient client = new FlightSqlClient(flight)) {
            var info = client.execute("SELECT * FROM clients.numbers WHERE n <= " + rows, bearer);
            try (FlightStream stream =
                    client.getStream(info.getEndpoints().get(0).getTicket(), bearer)) {
                while (stream.next()) {
                    seen += stream.getRoot().getRowCount();
                    if (pid > 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                        highest = Math.max(highest, resident(pid));
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(rows);
        return highest;
    }

    private static long resident(long pid) throws IOException {
        Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1));
    }
}

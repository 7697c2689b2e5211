package io.colonnade.it.server;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.ProjectionCompiler;
import io.colonnade.it.Tpch;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.policy.RowFilterCompiler;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.authentication.Authenticators;
import io.colonnade.security.authentication.JwtAuthenticator;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.authentication.PasswordAuthenticator;
import io.colonnade.security.authentication.SessionTokens;
import io.colonnade.security.authentication.User;
import io.colonnade.security.authentication.Users;
import io.colonnade.security.policy.MaskKey;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.flight.FlightDoor;
import io.colonnade.server.flight.FlightDoorSettings;
import io.colonnade.source.Source;
import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A server in the JVM of the tests, on a free port, over {@link ClientsDatabase}: users {@code admin}, {@code alice},
 * {@code bob} and {@code carol}, whose passwords are their names, and one issuer of tokens. Thread-safe.
 */
public final class RunningServer implements AutoCloseable {
    /** What the server takes tokens of. */
    public static final JwtIssuer.HmacSecret SECRET =
            new JwtIssuer.HmacSecret("a secret of the integration tests, long enough for HS256");

    /** The issuer that the server trusts. */
    public static final JwtIssuer ISSUER = new JwtIssuer("https://issuer.test/", "colonnade", SECRET, "roles");

    /** The name of the source of all projections. */
    public static final String SOURCE = "tpch";

    private static final List<User> USERS = List.of(
            User.ofDemo("admin", "admin", Set.of("admin"), Map.of()),
            User.ofDemo("alice", "alice", Set.of("analyst"), Map.of("region", "EUROPE")),
            User.ofDemo("bob", "bob", Set.of("analyst"), Map.of("region", "ASIA")),
            User.ofDemo("carol", "carol", Set.of(), Map.of()));

    private static @Nullable RunningServer shared;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final RootAllocator allocator;
    private final FlightDoor flight;

    private RunningServer(Tpch database, Path projections, UnaryOperator<FlightDoorSettings> adjustment)
            throws IOException {
        allocator = add(new RootAllocator());
        Source source = add(
                new PostgresSource(PostgresSettings.of(SOURCE, database.url(), database.user(), database.password())));
        RowFilterCompiler filters = new RowFilterCompiler();
        Contracts contracts = new ProjectionCompiler((projection, batch, filter) -> filters.check(batch, filter))
                .compile(projections, Map.of(SOURCE, source));
        Path temporary = Files.createTempDirectory("colonnade-local");
        LocalEngine engine = add(LocalEngine.start(new LocalEngineSettings(512L << 20, 1L << 30, temporary, 2)));
        QueryPipeline pipeline = new QueryPipeline(
                contracts, Map.of(SOURCE, source), engine, MaskKey.of("a mask key of tests"), AuditLog.toLogger());
        SealedBox seal = SealedBox.of(SealKey.random());
        SessionTokens sessions = new SessionTokens(seal, Duration.ofHours(1), Clock.systemUTC());
        Authenticators authenticators = new Authenticators(
                sessions,
                new JwtAuthenticator(List.of(ISSUER), Clock.systemUTC()),
                new PasswordAuthenticator(Users.of(USERS)));
        FlightDoorSettings settings = adjustment.apply(FlightDoorSettings.listeningOn("127.0.0.1", 0));
        flight = add(new FlightDoor(settings, pipeline, authenticators, sessions, seal, allocator));
        flight.start();
    }

    /** Returns the server that suites share; it is started when it is first asked for and runs as long as the JVM. */
    public static synchronized RunningServer shared() {
        if (shared == null) {
            RunningServer server = startWith(settings -> settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            shared = server;
        }
        return shared;
    }

    /** Starts a server of one's own with other settings; the caller closes it. */
    public static RunningServer startWith(UnaryOperator<FlightDoorSettings> adjustment) {
        ClientsDatabase database = ClientsDatabase.get();
        return startOver(database.postgres(), database.projections(), adjustment);
    }

    /** Starts a server of one's own over another database; the caller closes it. */
    public static RunningServer startOver(
            Tpch database, Path projections, UnaryOperator<FlightDoorSettings> adjustment) {
        try {
            return new RunningServer(database, projections, adjustment);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the port of the Flight SQL door. */
    public int flightPort() {
        return flight.port();
    }

    /** Returns the address as gRPC clients write it. */
    public String grpcUrl() {
        return "grpc://127.0.0.1:" + flightPort();
    }

    /** Returns how many bytes of Arrow memory the server holds; 0 when nothing streams. */
    public long allocatedBytes() {
        return allocator.getAllocatedMemory();
    }

    private <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

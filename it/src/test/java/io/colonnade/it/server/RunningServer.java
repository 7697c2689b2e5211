package io.colonnade.it.server;

import io.colonnade.it.Tpch;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.authentication.User;
import io.colonnade.security.authentication.Users;
import io.colonnade.server.ColonnadeServer;
import io.colonnade.server.config.AuditSettings;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.ExportsSettings;
import io.colonnade.server.config.FlightSettings;
import io.colonnade.server.config.HttpSettings;
import io.colonnade.server.config.IssuerSettings;
import io.colonnade.server.config.LimitSettings;
import io.colonnade.server.config.LocalSettings;
import io.colonnade.server.config.Secret;
import io.colonnade.server.config.SecuritySettings;
import io.colonnade.server.config.ServerSettings;
import io.colonnade.server.config.SourceSettings;
import io.colonnade.server.config.TlsSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole server in the JVM of the tests, on free ports, over {@link ClientsDatabase}: users {@code admin}, {@code alice},
 * {@code bob} and {@code carol}, whose passwords are their names, and one issuer of tokens. Thread-safe.
 */
public final class RunningServer implements AutoCloseable {
    /** The address that every server of the suites listens on. */
    public static final String HOST = "127.0.0.1";

    /** What tickets, handles and session tokens are sealed with. */
    public static final String TICKET_KEY = "a ticket key of the integration tests";

    /** What the trusted issuer signs with. */
    public static final JwtIssuer.HmacSecret SECRET =
            new JwtIssuer.HmacSecret("a secret of the integration tests, long enough for HS256");

    /** What Parquet files are encrypted with where they have to be, in base64. */
    public static final String EXPORT_KEY = "Q29sb25uYWRlJ3Mga2V5IG9mIHRoZSB0ZXN0cyAhISE=";

    /** The issuer that the server trusts. */
    public static final JwtIssuer ISSUER = new JwtIssuer("https://issuer.test/", "colonnade", SECRET, "roles");

    /** The limits of the shared server. */
    public static final LimitSettings LIMITS = limits(Map.of());

    private static final Users USERS = Users.of(List.of(
            User.ofDemo("admin", "admin", Set.of("admin"), Map.of()),
            User.ofDemo("alice", "alice", Set.of("analyst"), Map.of("region", "EUROPE")),
            User.ofDemo("bob", "bob", Set.of("analyst"), Map.of("region", "ASIA")),
            User.ofDemo("carol", "carol", Set.of(), Map.of())));

    /** Each server has an audit file of its own, which no other may write to. */
    private static final AtomicInteger STARTED = new AtomicInteger();

    private static @Nullable RunningServer shared;
    private static @Nullable Path exports;

    private final ColonnadeServer server;
    private final Path auditFile;

    private RunningServer(ColonnadeServer server, Path auditFile) {
        this.server = server;
        this.auditFile = auditFile;
    }

    /** Returns the limits of the shared server with other values of some keys. */
    public static LimitSettings limits(Map<String, String> others) {
        Map<String, String> texts = new HashMap<>(
                Map.of("query_timeout", "2m", "requests_per_second", "100000", "refused_tokens_per_second", "100000"));
        texts.putAll(others);
        return LimitSettings.given(texts);
    }

    /** Returns the server that suites share; it is started when it is first asked for and runs as long as the JVM. */
    public static synchronized RunningServer shared() {
        if (shared == null) {
            RunningServer server = startWith(LIMITS);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            shared = server;
        }
        return shared;
    }

    /** Starts a server of one's own with other limits; the caller closes it. */
    public static RunningServer startWith(LimitSettings limits) {
        return startOver(ClientsDatabase.get().postgres(), limits);
    }

    /** Starts a server of one's own with projections of one's own; the caller closes it. */
    public static RunningServer startWith(Path projections) {
        return start(ClientsDatabase.get().postgres(), projections, LIMITS);
    }

    /** Starts a server of one's own with ticket keys of its own, the previous one perhaps null; the caller closes it. */
    public static RunningServer startWith(Secret ticketKey, @Nullable Secret previous) {
        ClientsDatabase database = ClientsDatabase.get();
        return start(database.postgres(), database.projections(), LIMITS, ticketKey, previous);
    }

    /** Starts a server of one's own over another database with the same tables; the caller closes it. */
    public static RunningServer startOver(Tpch database, LimitSettings limits) {
        return start(database, ClientsDatabase.get().projections(), limits);
    }

    /** Starts a server of one's own over another database with projections of one's own; the caller closes it. */
    public static RunningServer startOver(Tpch database, Path projections) {
        return start(database, projections, LIMITS);
    }

    /**
     * Starts a server of one's own whose source is behind another port, beside a spare one that nothing is read from; the caller
     * closes it.
     */
    public static RunningServer startBehind(int port, SourceSettings.Resilience resilience) {
        ClientsDatabase database = ClientsDatabase.get();
        Map<String, SourceSettings> sources = Map.of(
                "tpch", source(database.postgres().behind(port), resilience),
                "spare", source(database.postgres(), resilience));
        ServerSettings doors = doors(new HttpSettings(HOST, 0));
        Configuration configuration = configuration(sources, database.projections(), LIMITS, doors, null, issuer());
        return openFor(USERS, configuration);
    }

    private static RunningServer start(Tpch database, Path projections, LimitSettings limits) {
        return start(database, projections, limits, new Secret(TICKET_KEY), null);
    }

    private static RunningServer start(
            Tpch database, Path projections, LimitSettings limits, Secret ticketKey, @Nullable Secret previous) {
        ServerSettings doors = new ServerSettings(
                new FlightSettings(HOST, 0, null),
                new HttpSettings(HOST, 0),
                ticketKey,
                previous,
                Duration.ofSeconds(1));
        Configuration configuration = configuration(database, projections, limits, doors, null);
        return openFor(USERS, configuration);
    }

    /** Starts a server of one's own with another HTTP door; the caller closes it. */
    public static RunningServer startWith(HttpSettings http) {
        ClientsDatabase database = ClientsDatabase.get();
        ServerSettings doors = doors(http);
        Configuration configuration = configuration(database.postgres(), database.projections(), LIMITS, doors, null);
        return openFor(USERS, configuration);
    }

    /** Starts a server of one's own whose answers browsers give to the pages of an origin; the caller closes it. */
    public static RunningServer startForPagesOf(String origin) {
        ClientsDatabase database = ClientsDatabase.get();
        HttpSettings.Cors pages = new HttpSettings.Cors(List.of(origin), Duration.ofMinutes(10));
        ServerSettings doors = doors(new HttpSettings(HOST, 0, null, HttpSettings.Metrics.USUAL, pages));
        Configuration configuration = configuration(database.postgres(), database.projections(), LIMITS, doors, null);
        return openFor(USERS, configuration);
    }

    /** Starts a server of one's own with projections of one's own, whose rows may leave as files; the caller closes it. */
    public static RunningServer startExporting(Path projections, ExportsSettings exports) {
        return startExportingOver(ClientsDatabase.get().postgres(), projections, exports);
    }

    /** Starts such a server over another database; the caller closes it. */
    public static RunningServer startExportingOver(Tpch database, Path projections, ExportsSettings exports) {
        Configuration usual = configuration(database, projections, LIMITS, doors(new HttpSettings(HOST, 0)), null);
        return openFor(
                USERS,
                new Configuration(
                        usual.server(),
                        usual.sources(),
                        usual.projections(),
                        usual.security(),
                        usual.limits(),
                        usual.local(),
                        exports));
    }

    /** Starts a server of one's own that trusts another issuer than the others do; the caller closes it. */
    public static RunningServer startWith(IssuerSettings issuer) {
        ClientsDatabase database = ClientsDatabase.get();
        ServerSettings doors = doors(new HttpSettings(HOST, 0));
        return open(configuration(database.postgres(), database.projections(), LIMITS, doors, null, issuer));
    }

    private static ServerSettings doors(HttpSettings http) {
        return new ServerSettings(
                new FlightSettings(HOST, 0, null), http, new Secret(TICKET_KEY), null, Duration.ofSeconds(1));
    }

    private static RunningServer openFor(Users users, Configuration configuration) {
        return new RunningServer(
                ColonnadeServer.create(configuration, users).open(),
                configuration.security().audit().file());
    }

    private static RunningServer open(Configuration configuration) {
        return new RunningServer(
                ColonnadeServer.create(configuration).open(),
                configuration.security().audit().file());
    }

    /** Starts a server of one's own with certificates at both doors or none, and the users of a file; the caller closes it. */
    public static RunningServer startWith(@Nullable TlsSettings tls, Path users) {
        return startWith(tls, users, LIMITS);
    }

    /** Starts such a server with other limits; the caller closes it. */
    public static RunningServer startWith(@Nullable TlsSettings tls, Path users, LimitSettings limits) {
        return startWith(tls, users, limits, ClientsDatabase.get().projections());
    }

    /** Starts such a server with projections of one's own; the caller closes it. */
    public static RunningServer startWith(
            @Nullable TlsSettings tls, Path users, LimitSettings limits, Path projections) {
        ServerSettings doors = new ServerSettings(
                new FlightSettings(HOST, 0, tls),
                new HttpSettings(HOST, 0, tls),
                new Secret(TICKET_KEY),
                null,
                Duration.ofSeconds(1));
        return open(configuration(ClientsDatabase.get().postgres(), projections, limits, doors, users));
    }

    private static Configuration configuration(
            Tpch database, Path projections, LimitSettings limits, ServerSettings doors, @Nullable Path users) {
        return configuration(database, projections, limits, doors, users, issuer());
    }

    private static IssuerSettings issuer() {
        return new IssuerSettings(
                ISSUER.issuer(),
                ISSUER.audience(),
                new IssuerSettings.SharedSecret(new Secret(SECRET.secret())),
                ISSUER.rolesClaim());
    }

    private static Configuration configuration(
            Tpch database,
            Path projections,
            LimitSettings limits,
            ServerSettings doors,
            @Nullable Path users,
            IssuerSettings issuer) {
        Map<String, SourceSettings> sources = Map.of("tpch", source(database, SourceSettings.Resilience.USUAL));
        return configuration(sources, projections, limits, doors, users, issuer);
    }

    private static SourceSettings source(Tpch database, SourceSettings.Resilience resilience) {
        return new SourceSettings(
                "postgresql",
                database.url(),
                null,
                database.user(),
                new Secret(database.password()),
                16,
                4,
                resilience);
    }

    private static Configuration configuration(
            Map<String, SourceSettings> sources,
            Path projections,
            LimitSettings limits,
            ServerSettings doors,
            @Nullable Path users,
            IssuerSettings issuer) {
        return new Configuration(
                doors,
                sources,
                projections,
                new SecuritySettings(
                        List.of(issuer),
                        users,
                        Duration.ofHours(1),
                        new Secret("a mask key of the integration tests"),
                        new Secret("an encryption key of the integration tests"),
                        new AuditSettings(auditFile(projections))),
                limits,
                new LocalSettings(512L << 20, 1L << 30),
                ExportsSettings.to(
                        Map.of("demo", exports().toUri().toString()), Map.of("key", "it-1", "keys.it-1", EXPORT_KEY)));
    }

    /** Returns the folder that exports of all servers go to. */
    public static synchronized Path exports() {
        if (exports == null) {
            try {
                Path folder = Files.createTempDirectory("colonnade-exports").toRealPath();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> removeAll(folder)));
                exports = folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return exports;
    }

    private static void removeAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path auditFile(Path projections) {
        Path file = projections.resolveSibling(
                projections.getFileName() + "-audit-" + STARTED.incrementAndGet() + ".jsonl");
        file.toFile().deleteOnExit();
        return file;
    }

    /** Returns the file that the audit is written to. */
    public Path auditFile() {
        return auditFile;
    }

    /** Returns the port of the Flight SQL door. */
    public int flightPort() {
        return server.flightPort();
    }

    /** Returns the port of the HTTP door. */
    public int httpPort() {
        return server.httpPort();
    }

    /** Returns the address as gRPC clients write it. */
    public String grpcUrl() {
        return "grpc://" + HOST + ":" + flightPort();
    }

    /** Returns how many bytes of Arrow memory the server holds. */
    public long allocatedBytes() {
        return server.allocatedBytes();
    }

    @Override
    public void close() {
        server.close();
    }
}

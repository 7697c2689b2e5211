package io.colonnade.server;

import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.RoadWatch;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.audit.JsonLinesAuditLog;
import io.colonnade.security.authentication.Authenticators;
import io.colonnade.security.authentication.CurrentUsers;
import io.colonnade.security.authentication.Users;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.config.AuditSettings;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.FlightSettings;
import io.colonnade.server.config.HttpSettings;
import io.colonnade.server.config.LimitSettings;
import io.colonnade.server.config.LocalSettings;
import io.colonnade.server.config.TlsSettings;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.flight.FlightDoor;
import io.colonnade.server.flight.FlightDoorSettings;
import io.colonnade.server.graphql.LevelRunner;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.graphql.execute.ConnectionGate;
import io.colonnade.server.http.HttpDoor;
import io.colonnade.server.http.HttpDoorSettings;
import io.colonnade.server.http.MetricsReaders;
import io.colonnade.server.metrics.ServerMetrics;
import io.colonnade.server.selection.Cursors;
import io.colonnade.server.tls.DoorCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.apache.arrow.memory.RootAllocator;

/**
 * The composition root: what a running server is made of, and nothing else. {@link #create} reads and checks everything and
 * opens no port; {@link #open} opens the doors. Closing it frees all that it made, and fails if memory has leaked.
 */
public final class ColonnadeServer implements AutoCloseable {
    private final QueryPipeline pipeline;
    private final RootAllocator allocator;
    private final Admission admission;
    private final Duration grace;
    private final FlightDoor flight;
    private final HttpDoor http;
    private final StartExamination examination;
    private final Closing closing;

    private ColonnadeServer(
            QueryPipeline pipeline,
            RootAllocator allocator,
            Admission admission,
            Duration grace,
            FlightDoor flight,
            HttpDoor http,
            StartExamination examination,
            Closing closing) {
        this.pipeline = pipeline;
        this.allocator = allocator;
        this.admission = admission;
        this.grace = grace;
        this.flight = flight;
        this.http = http;
        this.examination = examination;
        this.closing = closing;
    }

    /**
     * Puts a server together, with the users of the configured file, who change as it does.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_CONFIGURATION with everything that is wrong
     */
    public static ColonnadeServer create(Configuration configuration) {
        return create(configuration, closing -> Authentication.users(configuration.security(), closing));
    }

    /** Puts a server together, with users that no file names. */
    public static ColonnadeServer create(Configuration configuration, Users users) {
        return create(configuration, closing -> new CurrentUsers(users));
    }

    private static ColonnadeServer create(Configuration configuration, Function<Closing, CurrentUsers> users) {
        Closing closing = new Closing();
        try {
            return build(configuration, users.apply(closing), closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static ColonnadeServer build(Configuration configuration, CurrentUsers users, Closing closing) {
        SealedBox seal = SealKeys.box(configuration.server());
        Authenticators authenticators = Authentication.of(configuration, users, seal);
        RootAllocator allocator = closing.add(new RootAllocator());
        ServerMetrics metrics = closing.add(new ServerMetrics());
        AuditSettings auditSettings = configuration.security().audit();
        AuditLog audit =
                closing.add(metrics.counting(JsonLinesAuditLog.open(auditSettings.file(), auditSettings.rotateAt())));
        Deployment deployment = closing.add(Deployment.open(configuration));
        QueryPipeline pipeline = pipeline(configuration, deployment, audit, metrics.road(), closing);
        closing.<AutoCloseable>add(pipeline::tellRefusals);
        Admission admission =
                closing.add(new Admission(AdmissionSettings.of(configuration.limits(), configuration.sources())));
        Operations operations = new Operations(
                GraphQlSettings.of(configuration.limits().graphql()),
                new LevelRunner(
                        pipeline,
                        new Cursors(seal),
                        new ConnectionGate(
                                admission.limits().queries(), admission.limits().queueWait()),
                        allocator));
        ExportCommands exports =
                closing.add(Exports.commands(configuration.exports(), pipeline, audit, allocator, closing));
        FlightDoor flight = closing.add(new FlightDoor(
                flightSettings(
                        configuration.server().flight(), configuration.limits().queryTimeout()),
                pipeline,
                authenticators,
                authenticators,
                admission,
                seal,
                operations,
                exports,
                metrics.calls("flight"),
                allocator));
        HttpDoor http = closing.add(new HttpDoor(
                httpSettings(
                        configuration.server().http(), configuration.limits().queryTimeout()),
                pipeline,
                authenticators,
                admission,
                operations,
                exports,
                deployment.sources().values(),
                metrics,
                seal,
                Version.current(),
                allocator));
        metrics.watch(pipeline);
        metrics.watch(admission);
        metrics.watch(deployment.sources().values());
        metrics.watch(allocator);
        StartExamination examination = closing.add(new StartExamination(configuration, deployment));
        return new ColonnadeServer(
                pipeline,
                allocator,
                admission,
                configuration.server().shutdownGrace(),
                flight,
                http,
                examination,
                closing);
    }

    /** Makes the query road of a deployment, and all that it stands on and is not the deployment's. */
    static QueryPipeline pipeline(
            Configuration configuration, Deployment deployment, AuditLog audit, RoadWatch watch, Closing closing) {
        LocalEngine engine = closing.add(LocalEngine.start(engineSettings(configuration.local())));
        return new QueryPipeline(
                deployment.contracts(),
                deployment.sources(),
                engine,
                configuration.security().maskKeys(),
                queryLimits(configuration.limits().statements()),
                audit,
                watch);
    }

    private static QueryLimits queryLimits(LimitSettings.Statements statements) {
        return new QueryLimits(statements.depth(), statements.tables());
    }

    /**
     * Opens the doors, and has the deployment examined meanwhile: what is wrong with it is said in the log.
     *
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if an address is taken
     */
    public ColonnadeServer open() {
        flight.start();
        http.start();
        examination.start();
        return this;
    }

    /** Returns the port of the Flight SQL door, once it is open. */
    public int flightPort() {
        return flight.port();
    }

    /** Returns the port of the HTTP door, once it is open. */
    public int httpPort() {
        return http.port();
    }

    /** Returns the query road, for the operator of this process. */
    public QueryPipeline pipeline() {
        return pipeline;
    }

    /** Returns how many bytes of Arrow memory the server holds for rows on their way; 0 when nothing streams. */
    public long allocatedBytes() {
        return allocator.getAllocatedMemory();
    }

    private static FlightDoorSettings flightSettings(FlightSettings settings, Duration queryTimeout) {
        FlightDoorSettings door = FlightDoorSettings.listeningOn(settings.host(), settings.port())
                .limitedTo(queryTimeout)
                .ofVersion(Version.current());
        return settings.tls().map(tls -> door.with(certificates(tls))).orElse(door);
    }

    private static HttpDoorSettings httpSettings(HttpSettings settings, Duration queryTimeout) {
        return new HttpDoorSettings(
                settings.host(),
                settings.port(),
                settings.tls().map(ColonnadeServer::certificates).orElse(null),
                queryTimeout,
                new MetricsReaders(
                        MetricsReaders.From.valueOf(settings.metrics().from().toUpperCase(Locale.ROOT)),
                        settings.metrics().roles()),
                settings.cors().origins(),
                settings.cors().maxAge());
    }

    private static DoorCertificates certificates(TlsSettings tls) {
        return new DoorCertificates(
                tls.certificate(),
                tls.key(),
                tls.clientAuthority().orElse(null),
                tls.clientCertificateRequired() ? DoorCertificates.Demand.REQUIRED : DoorCertificates.Demand.OPTIONAL);
    }

    private static LocalEngineSettings engineSettings(LocalSettings settings) {
        return new LocalEngineSettings(
                settings.memory(),
                settings.temporary(),
                Path.of(System.getProperty("java.io.tmpdir")),
                Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Stops politely: new work is refused and told to go elsewhere, while what runs has the grace of the configuration to
     * finish. What has not finished is then stopped, and everything is closed.
     */
    public void drain() {
        admission.drain(grace);
        close();
    }

    /** Has a {@link #drain()} that is under way stop at once what still runs. Any thread may call it. */
    public void hasten() {
        admission.hasten();
    }

    /** Closes the doors, then everything behind them; what runs is stopped. */
    @Override
    public void close() {
        admission.drain(Duration.ZERO);
        closing.close();
    }
}

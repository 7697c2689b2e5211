package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.authentication.Logins;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.metrics.CallMetrics;
import io.colonnade.server.session.PartedResults;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.SealedStatements;
import io.colonnade.server.session.Sessions;
import io.colonnade.server.session.Transactions;
import io.colonnade.server.tls.DoorCertificates;
import io.colonnade.server.tls.DoorTls;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth.ServerAuthHandler;
import org.apache.arrow.flight.grpc.ServerBackpressureThresholdInterceptor;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The Flight SQL door: listens, and serves until it is closed. Made, started and closed once, by the server's wiring; the
 * allocator, the pipeline and the rest stay the caller's.
 */
public final class FlightDoor implements AutoCloseable {
    private static final int LARGEST_HEADERS = 1024 * 1024;
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;
    private static final int BACKPRESSURE_BYTES = 1024 * 1024;
    /** Python's clients may take five seconds to answer while nobody reads. */
    private static final int KEEP_ALIVE_SECONDS = 10;

    private static final int SESSIONS_PER_PRINCIPAL = 1024;
    private static final int GRACE_SECONDS = 5;

    private final FlightDoorSettings settings;
    private final Authenticator authenticator;
    private final Logins logins;
    private final Admission admission;
    private final CallMetrics metrics;
    private final BufferAllocator allocator;
    private final RunningStreams running = new RunningStreams();
    private final Sessions sessions;
    private final Transactions transactions;
    private final PartedResults results;
    private final ExecutorService threads = Executors.newCachedThreadPool(named("flight-stream-"));
    private final ExecutorService calls = Executors.newCachedThreadPool(named("flight-call-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("flight-timer-"));
    private final DoorProducer producer;
    private final UploadMethod uploads;
    private final RefusalGate refusals;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable FlightServer server;
    private @Nullable DoorTls tls;

    /**
     * Creates a door that is still closed.
     *
     * @param authenticator tells who holds the credentials of a call, session tokens included
     * @param logins answers logins with session tokens
     * @param admission lets in what keeps to the limits
     * @param seal seals tickets and prepared statements
     * @param operations prepares operations of GraphQL
     * @param exports what commands become
     * @param metrics counts the door's calls
     * @param root the allocator whose children hold the rows on their way
     */
    public FlightDoor(
            FlightDoorSettings settings,
            QueryPipeline pipeline,
            Authenticator authenticator,
            Logins logins,
            Admission admission,
            SealedBox seal,
            Operations operations,
            ExportCommands exports,
            CallMetrics metrics,
            BufferAllocator root) {
        this(
                settings,
                Queries.of(pipeline, exports),
                authenticator,
                logins,
                admission,
                seal,
                operations,
                metrics,
                root);
    }

    FlightDoor(
            FlightDoorSettings settings,
            Queries queries,
            Authenticator authenticator,
            Logins logins,
            Admission admission,
            SealedBox seal,
            Operations operations,
            CallMetrics metrics,
            BufferAllocator root) {
        this.metrics = metrics;
        this.settings = settings;
        this.authenticator = authenticator;
        this.logins = logins;
        this.admission = admission;
        this.allocator = root.newChildAllocator("flight", 0, Long.MAX_VALUE);
        Clock clock = Clock.systemUTC();
        this.sessions = new Sessions(settings.sessionIdle(), SESSIONS_PER_PRINCIPAL, clock);
        this.transactions = new Transactions(
                queries::openSnapshot, settings.transactionIdle(), settings.transactionsPerPrincipal(), clock);
        this.results = new PartedResults(partIdle(settings), settings.transactionsPerPrincipal(), clock);
        TableRequests requests = new TableRequests(operations, queries);
        StatementRequests statements = new StatementRequests(
                queries,
                requests,
                new SealedStatements(seal, "ticket", settings.ticketLifetime(), clock),
                new SealedStatements(seal, "prepared statement", settings.handleLifetime(), clock),
                transactions,
                new StatementParts(queries, transactions, results, allocator, settings, admission.limits()),
                admission,
                settings.queryTimeout());
        WorkThreads work = new WorkThreads(threads);
        StatementStreams streams = new StatementStreams(
                statements,
                new StatementStream.Surroundings(queries, requests, transactions, results, allocator),
                settings.queryTimeout(),
                running,
                work,
                timer);
        CommandUpdates updates =
                new CommandUpdates(statements, transactions, running, work, settings.queryTimeout(), allocator);
        ExportPolls polls = new ExportPolls(
                statements,
                queries,
                new SealedStatements(seal, "descriptor", settings.ticketLifetime(), clock),
                settings.queryTimeout(),
                allocator);
        DoorTables tables = new DoorTables(
                queries,
                allocator,
                settings,
                admission.limits(),
                statements,
                streams,
                updates,
                polls,
                running,
                transactions,
                results);
        this.producer = tables.producer(admission);
        this.uploads = tables.uploadMethod(admission);
        this.refusals = new RefusalGate(queries);
    }

    /** Without a ticket that is still good, nobody can fetch. */
    private static Duration partIdle(FlightDoorSettings settings) {
        Duration lifetime = settings.ticketLifetime();
        return lifetime.compareTo(settings.transactionIdle()) < 0 ? lifetime : settings.transactionIdle();
    }

    /**
     * Starts to listen.
     *
     * @throws ColonnadeException UNAVAILABLE if the address is taken, INVALID_CONFIGURATION if the certificate cannot be
     *     read
     */
    public void start() {
        Callers callers = new Callers(authenticator, logins, sessions);
        DoorCertificates certificates = settings.tls();
        tls = certificates == null ? null : DoorTls.open("flight", certificates);
        FlightServer.Builder builder = FlightServer.builder(allocator, location(), producer)
                .middleware(CallerMiddleware.KEY, CallerMiddleware.factory())
                .setMaxHeaderListSize(LARGEST_HEADERS)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .transportHint("grpc.builderConsumer", (Consumer<NettyServerBuilder>) grpc -> tune(grpc, callers))
                .executor(calls);
        server = bind(builder.build());
        timer.scheduleWithFixedDelay(this::endIdle, 1, 1, TimeUnit.SECONDS);
    }

    /** A host that vanishes says nothing, so the door asks; clients may ask as often as the most anxious of them do. */
    private void tune(NettyServerBuilder grpc, Callers callers) {
        if (tls != null) {
            grpc.sslContext(FlightTls.context(tls));
        }
        // The last definition of a service holds: this one takes the place of the one that the library has added.
        grpc.addService(ServerInterceptors.intercept(
                        uploads.in(
                                FlightGrpcUtils.createFlightService(allocator, producer, ServerAuthHandler.NO_OP, calls)
                                        .bindService()),
                        new ServerBackpressureThresholdInterceptor(BACKPRESSURE_BYTES),
                        new KnownDescriptors()))
                .intercept(new CallGate(callers, admission))
                // The last one added is asked first.
                .intercept(refusals)
                .addStreamTracerFactory(CallReset.ofEachCall())
                .addStreamTracerFactory(CallCount.of(metrics))
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    private void endIdle() {
        transactions.endIdle();
        results.endIdle();
    }

    /** Returns the port that the door listens on, once it is started. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("The door is not open");
        }
        return server.getPort();
    }

    /** What is encrypted is settled with gRPC itself, for Flight reads a certificate once and for all. */
    private Location location() {
        return Location.forGrpcInsecure(settings.host(), settings.port());
    }

    private FlightServer bind(FlightServer unbound) {
        try {
            return unbound.start();
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.UNABLE_TO_CONNECT,
                    "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + rootMessage(e)
                            + "; choose another port with server.flight.port");
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Stops listening, cancels what runs, and frees everything that the door made. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        running.cancelAll();
        threads.shutdown();
        try {
            if (server != null) {
                server.shutdown();
            }
            threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
            if (server != null) {
                server.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (tls != null) {
                tls.close();
            }
            timer.shutdownNow();
            calls.shutdown();
            transactions.close();
            results.close();
            allocator.close();
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

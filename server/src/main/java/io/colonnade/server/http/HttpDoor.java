package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.metrics.ServerMetrics;
import io.colonnade.server.selection.Cursors;
import io.colonnade.server.tls.DoorCertificates;
import io.colonnade.server.tls.DoorTls;
import io.colonnade.source.Source;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door: listens, and serves until it is closed. Made, started and closed once, by the server's wiring; the
 * allocator and the pipeline stay the caller's.
 */
public final class HttpDoor implements AutoCloseable {
    /** A query that runs holds a thread, and one that waits for its turn does not. */
    private static final int THREADS_BESIDE_QUERIES = 48;

    private static final long GRACE_MILLIS = 5_000;

    private final String host;
    private final int port;
    private final BufferAllocator allocator;
    private final Server server;
    private final ServerConnector connector;
    private final @Nullable DoorTls tls;

    /**
     * Creates a door that is still closed.
     *
     * @param admission lets in what keeps to the limits
     * @param operations what GraphQL's requests become
     * @param exports what commands become
     * @param metrics what the server counts
     * @param seal seals the cursors of pages
     * @param version of the server, for its description
     * @param root the allocator whose child holds the rows on their way
     */
    public HttpDoor(
            HttpDoorSettings settings,
            QueryPipeline pipeline,
            Authenticator authenticator,
            Admission admission,
            Operations operations,
            ExportCommands exports,
            Collection<Source> sources,
            ServerMetrics metrics,
            SealedBox seal,
            String version,
            BufferAllocator root) {
        this.host = settings.host();
        this.port = settings.port();
        DoorCertificates certificates = settings.tls();
        this.tls = certificates == null ? null : DoorTls.open("http", certificates);
        this.allocator = root.newChildAllocator("http", 0, Long.MAX_VALUE);
        QueuedThreadPool threads = new QueuedThreadPool(admission.limits().queries() + THREADS_BESIDE_QUERIES);
        threads.setName("http");
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, HttpConnections.factories(tls));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setStopTimeout(GRACE_MILLIS);
        Authorization authorization = new Authorization(authenticator);
        QueryRequests requests = new QueryRequests(authorization, admission, settings.queryTimeout());
        Cursors cursors = new Cursors(seal);
        List<Route> routes = List.of(
                Route.get("/healthz", HealthEndpoint.ofProcess()).described("Whether the process answers"),
                Route.get("/readyz", HealthEndpoint.ofServer(admission, sources))
                        .described("Whether the server takes queries and its sources answer"),
                Route.get("/metrics", new MetricsEndpoint(metrics, settings.metricsReaders(), requests))
                        .described("What the server counts, for those who may read it"),
                Route.post("/sql", new SqlEndpoint(pipeline, exports, requests, admission, allocator))
                        .described("Runs the SQL statement of the body"),
                Route.of(
                                Set.of("GET", "POST"),
                                "/graphql",
                                new GraphQlEndpoint(pipeline, operations, requests, admission))
                        .described("Answers a GraphQL operation"),
                Route.get("/whoami", new WhoAmIEndpoint(pipeline, authorization, admission))
                        .described("Who the server takes the caller for"),
                Route.get("/v1", CatalogEndpoint.ofProjections(pipeline, requests))
                        .described("The projections that the caller may see"),
                Route.get("/v1/{projection}", CatalogEndpoint.ofProjection(pipeline, requests))
                        .described("A projection: its batches, their columns, keys and relations"),
                Route.get(
                                "/v1/{projection}/{batch}",
                                new BulkEndpoint(pipeline, requests, admission, cursors, allocator))
                        .described("The rows of a batch"),
                Route.get("/v1/{projection}/{batch}/schema", new SchemaEndpoint(pipeline, requests, allocator))
                        .described("The schema of a batch, as JSON or as an Arrow stream without rows"));
        ApiEndpoint api = new ApiEndpoint(pipeline, requests, version, routes);
        Router router =
                new Router(Stream.concat(routes.stream(), api.routes().stream()).toList(), pipeline);
        server.setRequestLog(new RequestCount(metrics.calls("http")));
        server.setErrorHandler(new ProblemErrors());
        server.setHandler(new LingeringClose(CrossOrigin.before(readingFirst(router, admission), settings)));
    }

    /** A client that announces more than is taken is refused before anything of it is read. */
    private static Handler readingFirst(Router router, Admission admission) {
        long most = (long) admission.limits().longestSql() * RequestText.LARGEST_CHARACTER;
        return new Handler.Wrapper(new ContentFirst(router, most)) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getLength() <= most) {
                    return super.handle(request, response, callback);
                }
                return router.refuse(
                        () -> admission.statement((int) Math.min(request.getLength(), Integer.MAX_VALUE)),
                        request,
                        response,
                        callback);
            }
        };
    }

    /**
     * Starts to listen.
     *
     * @throws ColonnadeException UNAVAILABLE if the address is taken
     */
    public void start() {
        try {
            connector.open();
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.UNABLE_TO_CONNECT,
                    "Cannot listen on " + host + ":" + port
                            + " for HTTP: the address is taken or not ours; choose another server.http.port");
        }
        try {
            server.start();
        } catch (Exception e) {
            throw ColonnadeException.causedBy(
                    e, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot start the HTTP door");
        }
    }

    /** Returns the port that the door listens on, once it is started. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw ColonnadeException.causedBy(
                    e, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot stop the HTTP door");
        } finally {
            server.destroy();
            if (tls != null) {
                tls.close();
            }
            allocator.close();
        }
    }
}

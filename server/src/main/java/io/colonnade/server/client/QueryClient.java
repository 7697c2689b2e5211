package io.colonnade.server.client;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.format.BatchWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a Flight SQL server. One thread uses it at a time. */
public final class QueryClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryClient.class);
    private static final Set<String> PLAIN = Set.of("grpc", "grpc+tcp");
    private static final Set<String> ENCRYPTED = Set.of("grpcs", "grpc+tls");

    private static final String WHO_AM_I = "ColonnadeWhoAmI";

    private final FlightClient flight;
    private final FlightSqlClient sql;
    private final CallOption[] options;
    private final String address;

    private QueryClient(FlightClient flight, CallOption[] options, String address) {
        this.flight = flight;
        this.sql = new FlightSqlClient(flight);
        this.options = options;
        this.address = address;
    }

    /**
     * Connects and logs in.
     *
     * @param url {@code grpc://host:port}, or {@code grpc+tls://host:port}
     * @param allocator owns the batches; the caller closes it after the client
     */
    public static QueryClient connect(String url, ClientCredentials credentials, BufferAllocator allocator) {
        FlightClient flight = FlightClient.builder(allocator, location(url)).build();
        try {
            return new QueryClient(flight, logIn(flight, credentials), url);
        } catch (FlightRuntimeException e) {
            close(flight);
            throw ClientErrors.of(e, url);
        } catch (RuntimeException e) {
            close(flight);
            throw e;
        }
    }

    /**
     * Runs a statement and writes its rows.
     *
     * @param format makes the writer once the schema is known
     * @return the number of rows
     */
    public long query(String text, Function<VectorSchemaRoot, BatchWriter> format) throws IOException {
        try {
            FlightInfo info = sql.execute(text, options);
            long rows = 0;
            for (FlightEndpoint endpoint : info.getEndpoints()) {
                rows += read(endpoint, format);
            }
            return rows;
        } catch (FlightRuntimeException e) {
            throw ClientErrors.of(e, address);
        }
    }

    /**
     * Has the server export rows, and waits until they are published, or decides on an export. Whoever closes the client meanwhile, or
     * dies, has what it waits for stopped.
     *
     * @param text a {@code COPY} statement, or one such as {@code CANCEL EXPORT 'id'}
     */
    public ExportSummary export(String text) {
        try {
            FlightInfo info = sql.execute(text, options);
            // What tells its columns beforehand is a query, and has not been run.
            if (info.getSchemaOptional().isPresent()) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.INVALID_PARAMETER,
                        "Cannot export: the statement is no COPY … TO; `colonnade query` runs it");
            }
            return summaries(info).get(0);
        } catch (FlightRuntimeException e) {
            throw ClientErrors.of(e, address);
        }
    }

    /** Returns how the caller's exports stand, the last one first, and those that the caller may decide on. */
    public List<ExportSummary> exports() {
        try {
            return summaries(sql.execute("SHOW EXPORTS", options));
        } catch (FlightRuntimeException e) {
            throw ClientErrors.of(e, address);
        }
    }

    private List<ExportSummary> summaries(FlightInfo info) {
        List<ExportSummary> summaries = new ArrayList<>();
        FlightStream stream = sql.getStream(info.getEndpoints().get(0).getTicket(), options);
        try {
            while (stream.next()) {
                for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
                    summaries.add(ExportSummary.of(stream.getRoot(), row));
                }
            }
            return summaries;
        } finally {
            close(stream);
        }
    }

    /** Returns what the server says of the caller and of what they may see, as JSON. */
    public String whoAmI() {
        try {
            Iterator<Result> results = flight.doAction(new Action(WHO_AM_I), options);
            return new String(results.next().getBody(), StandardCharsets.UTF_8);
        } catch (FlightRuntimeException e) {
            throw ClientErrors.of(e, address);
        }
    }

    private long read(FlightEndpoint endpoint, Function<VectorSchemaRoot, BatchWriter> format) throws IOException {
        FlightStream stream = sql.getStream(endpoint.getTicket(), options);
        try (BatchWriter writer = format.apply(stream.getRoot())) {
            writer.start();
            long rows = 0;
            while (stream.next()) {
                rows += stream.getRoot().getRowCount();
                writer.writeBatch();
            }
            writer.finish();
            return rows;
        } finally {
            close(stream);
        }
    }

    private static CallOption[] logIn(FlightClient flight, ClientCredentials credentials) {
        if (credentials instanceof ClientCredentials.UserPassword login) {
            return flight.authenticateBasicToken(login.user(), login.password())
                    .map(token -> new CallOption[] {token})
                    .orElseThrow(() -> ColonnadeException.of(
                            ErrorKind.UNAUTHENTICATED,
                            SqlState.INVALID_AUTHORIZATION,
                            "Cannot log in: the server gave no token"));
        }
        if (credentials instanceof ClientCredentials.Token bearer) {
            return new CallOption[] {new CredentialCallOption(new BearerCredentialWriter(bearer.token()))};
        }
        return new CallOption[0];
    }

    private static Location location(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && uri.getPort() > 0 && PLAIN.contains(String.valueOf(uri.getScheme()))) {
                return Location.forGrpcInsecure(uri.getHost(), uri.getPort());
            }
            if (uri.getHost() != null && uri.getPort() > 0 && ENCRYPTED.contains(String.valueOf(uri.getScheme()))) {
                return Location.forGrpcTls(uri.getHost(), uri.getPort());
            }
        } catch (URISyntaxException e) {
            throw invalid(url);
        }
        throw invalid(url);
    }

    private static ColonnadeException invalid(String url) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid url: '" + url + "' (grpc://host:port, or grpc+tls://host:port)");
    }

    @Override
    public void close() {
        close(flight);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("Closing a Flight resource failed", e);
        }
    }
}

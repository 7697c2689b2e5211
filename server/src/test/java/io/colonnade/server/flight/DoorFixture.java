package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.Authenticator;
import io.colonnade.security.authentication.Credentials;
import io.colonnade.security.authentication.Identification;
import io.colonnade.security.authentication.Logins;
import io.colonnade.security.authentication.SessionTokens;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.AdmissionLimits;
import io.colonnade.server.admission.SomeLimits;
import io.colonnade.server.graphql.GraphQlLimits;
import io.colonnade.server.graphql.NoRows;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.metrics.ServerMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A door over {@link FakeQueries}, with users whose password is their name, and clients of it. Fails on a leaked byte. */
final class DoorFixture implements AutoCloseable {
    private static final ServerMetrics METRICS = new ServerMetrics();

    final BufferAllocator root = new RootAllocator();
    final FakeQueries queries = new FakeQueries();
    final Admission admission;
    final FlightDoor door;
    private final List<AutoCloseable> clients = new ArrayList<>();

    DoorFixture() {
        this(FlightDoorSettings.listeningOn("localhost", 0));
    }

    DoorFixture(FlightDoorSettings settings) {
        this(settings, SomeLimits.wide());
    }

    DoorFixture(FlightDoorSettings settings, AdmissionLimits limits) {
        admission = new Admission(limits);
        SealedBox box = SealedBox.of(SealKey.random());
        SessionTokens tokens = new SessionTokens(box, Duration.ofHours(1), Clock.systemUTC());
        Authenticator authenticator = authenticator(tokens);
        door = new FlightDoor(
                settings,
                queries,
                authenticator,
                logins(authenticator, tokens),
                admission,
                box,
                new Operations(new GraphQlLimits(1, 1, 1, 1, 1, 1, 1, 1), new NoRows()),
                METRICS.calls("flight"),
                root);
        try {
            door.start();
        } catch (RuntimeException e) {
            door.close();
            root.close();
            throw e;
        }
    }

    private static Authenticator authenticator(SessionTokens tokens) {
        return credentials -> {
            if (credentials instanceof Credentials.Password login
                    && login.user().equals(login.password())) {
                return new Identification(nobodySpecial(login.user()), Identification.Means.PASSWORD, null);
            }
            if (credentials instanceof Credentials.Bearer bearer
                    && bearer.token().startsWith("jwt-")) {
                return new Identification(nobodySpecial(bearer.token().substring(4)), Identification.Means.JWT, null);
            }
            if (credentials instanceof Credentials.Bearer bearer && SessionTokens.looksLikeOne(bearer.token())) {
                return tokens.identify(bearer);
            }
            if (credentials instanceof Credentials.Certificate shown) {
                String subject = shown.certificate().getSubjectX500Principal().getName();
                return new Identification(nobodySpecial(subject), Identification.Means.CERTIFICATE, null);
            }
            throw ColonnadeException.of(
                    ErrorKind.UNAUTHENTICATED, SqlState.INVALID_PASSWORD, "Cannot authenticate: wrong password");
        };
    }

    private static Principal nobodySpecial(String name) {
        return new Principal(name, Set.of(), Map.of());
    }

    private static Logins logins(Authenticator authenticator, SessionTokens tokens) {
        return new Logins() {
            @Override
            public SessionTokens.Issued login(Credentials credentials) {
                return tokens.issue(authenticator.authenticate(credentials));
            }

            @Override
            public Optional<String> sessionOf(Credentials.Bearer token) {
                return SessionTokens.looksLikeOne(token.token())
                        ? Optional.of(tokens.open(token.token()).sessionId())
                        : Optional.empty();
            }
        };
    }

    /** Returns how many bytes of Arrow memory the door holds. */
    long doorBytes() {
        return root.getChildAllocators().stream()
                .filter(child -> child.getName().equals("flight"))
                .mapToLong(BufferAllocator::getAllocatedMemory)
                .sum();
    }

    /** Opens a client; the fixture closes it. */
    FlightSqlClient client() {
        FlightSqlClient client = new FlightSqlClient(flight());
        clients.add(client);
        return client;
    }

    FlightClient flight() {
        FlightClient client = FlightClient.builder(root, Location.forGrpcInsecure("localhost", door.port()))
                .build();
        clients.add(client);
        return client;
    }

    CallOption login(String name) {
        return flight().authenticateBasicToken(name, name).orElseThrow();
    }

    static CallOption bearer(String token) {
        return new CredentialCallOption(headers -> headers.insert("authorization", "Bearer " + token));
    }

    /** Fetches the first endpoint of an answer, checks the schemas, and returns the rows as text. */
    static List<String> rows(FlightSqlClient client, FlightInfo info, CallOption... options) throws Exception {
        return rows(client, info, info.getEndpoints().get(0), options);
    }

    /** Fetches one endpoint of an answer. */
    static List<String> rows(FlightSqlClient client, FlightInfo info, FlightEndpoint endpoint, CallOption... options)
            throws Exception {
        List<String> rows = new ArrayList<>();
        try (FlightStream stream = client.getStream(endpoint.getTicket(), options)) {
            if (!stream.getSchema().equals(info.getSchemaOptional().orElseThrow())) {
                throw new AssertionError("schemas differ: " + stream.getSchema());
            }
            VectorSchemaRoot root = stream.getRoot();
            while (stream.next()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    List<String> cells = new ArrayList<>();
                    for (var vector : root.getFieldVectors()) {
                        Object cell = vector.getObject(row);
                        cells.add(cell instanceof byte[] ? "<bytes>" : String.valueOf(cell));
                    }
                    rows.add(String.join("|", cells));
                }
            }
        }
        return rows;
    }

    @Override
    public void close() throws Exception {
        for (int i = clients.size() - 1; i >= 0; i--) {
            clients.get(i).close();
        }
        door.close();
        admission.close();
        root.close();
    }
}

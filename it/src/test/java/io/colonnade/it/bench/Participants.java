package io.colonnade.it.bench;

import io.colonnade.it.bench.client.ClientKind;
import io.colonnade.it.bench.client.ClientProgram;
import io.colonnade.it.bench.client.Request;
import io.colonnade.it.bench.client.Settings;
import io.colonnade.it.client.PythonEnvironment;
import io.colonnade.it.server.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the subjects of one case: what program each is, which server it asks, and in what words. For one thread. */
final class Participants implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final BenchDatabase database;
    private final BenchDatabase.Table table;
    private final BenchmarkCase of;
    private final BenchServer server;
    private final Path directory;
    private @Nullable ReplayServer replay;
    private @Nullable TrinoServer trino;
    private @Nullable PostGraphileServer postGraphile;
    private @Nullable EventPages pages;

    Participants(BenchDatabase database, BenchDatabase.Table table, BenchmarkCase of, Path directory)
            throws IOException, InterruptedException {
        this.database = database;
        this.table = table;
        this.of = of;
        this.directory = Files.createDirectories(directory);
        this.server = BenchServer.start(database, of.dataset(), directory);
        if (of.isReplayed()) {
            try {
                Settings original = flight(Subject.COLONNADE, ClientKind.FLIGHT.name());
                replay = ReplayServer.start(original, sql(Subject.COLONNADE), directory);
            } catch (IOException e) {
                server.close();
                throw e;
            }
        }
    }

    /** Returns the statement that a subject runs: the same columns of the same table for everybody. */
    String sql(Subject subject) throws IOException, InterruptedException {
        return switch (of.dataset()) {
            case PURCHASES -> PurchaseOperations.of(subject, of.isOfOnePurchase());
            case EVENTS -> pages().request(subject, of == BenchmarkCase.DEEP_PAGE_GRAPHQL);
            default -> subject == Subject.EXPORT ? server.export(repeated(statement(subject))) : statement(subject);
        };
    }

    private String repeated(String statement) {
        return String.join(" UNION ALL ", Collections.nCopies(of.repeats(), statement));
    }

    private String statement(Subject subject) {
        String relation = switch (subject) {
            case COLONNADE,
                    COLONNADE_2,
                    COLONNADE_SLOW,
                    COLONNADE_100,
                    COLONNADE_GOVERNED,
                    COLONNADE_MASKED,
                    COLONNADE_JDBC,
                    FLIGHT_JDBC,
                    FLIGHT_CALLS,
                    FLIGHT_CALLS_OKHTTP,
                    ADBC_FLIGHTSQL,
                    HTTP_ARROW,
                    HTTP2_ARROW,
                    ARROW_BYTES,
                    PARQUET_BYTES,
                    EXPORT,
                    CSV_BYTES,
                    JSON_BYTES,
                    NDJSON_BYTES -> BenchServer.batch(subject, of);
            case FLOOR, BEST_FLOOR, FLOOR_PSQL, PGJDBC, ARROW_JDBC, ADBC_POSTGRESQL, CONNECTORX ->
                of.dataset().source();
            case TRINO -> "pg." + of.dataset().source();
            case COLONNADE_GRAPHQL, POSTGRAPHILE, PAGE_1, PAGE_MIDDLE, PAGE_LAST, PAGE_1_BACKWARD, PAGE_LAST_BACKWARD ->
                throw new IllegalArgumentException(subject.key() + " is asked no SQL");
        };
        String sql = "SELECT " + String.join(", ", table.columns()) + " FROM " + relation;
        String key = of == BenchmarkCase.JDBC_POINT ? Request.KEY : "?";
        return of.isByKey() ? sql + " WHERE " + table.columns().get(0) + " = " + key : sql;
    }

    /** Starts a subject; throws {@link SubjectFailure} if that is impossible here. */
    Participant open(Subject subject) throws IOException, InterruptedException {
        return switch (subject) {
            case FLOOR -> java(subject, drain(database.port(), ""), null);
            case BEST_FLOOR ->
                java(
                        subject,
                        drain(
                                0,
                                database.socket()
                                        .orElseThrow(() -> new SubjectFailure("PostgreSQL has no Unix socket here"))
                                        .toString()),
                        null);
            case FLOOR_PSQL -> new PsqlProcess(database, table.rows());
            case COLONNADE, COLONNADE_2, COLONNADE_SLOW, COLONNADE_100, COLONNADE_GOVERNED, COLONNADE_MASKED ->
                java(subject, flight(subject, ClientKind.FLIGHT.name()), server.handle());
            case COLONNADE_JDBC -> program(subject, DriverCommand.ofColonnade());
            case FLIGHT_JDBC -> program(subject, DriverCommand.ofArrow());
            case FLIGHT_CALLS, FLIGHT_CALLS_OKHTTP -> java(subject, flight(subject, subject.name()), gateway());
            case PGJDBC -> java(subject, postgres(ClientKind.PGJDBC.name()), null);
            case ARROW_JDBC -> java(subject, postgres(ClientKind.ARROW_JDBC.name()), null);
            case ADBC_FLIGHTSQL -> python(subject, flight(subject, subject.name()), server.handle());
            case ADBC_POSTGRESQL, CONNECTORX -> python(subject, postgres(subject.name()), null);
            case TRINO -> trino(subject);
            case HTTP_ARROW, HTTP2_ARROW, ARROW_BYTES, PARQUET_BYTES, CSV_BYTES, JSON_BYTES, NDJSON_BYTES ->
                java(subject, http(subject.name()), server.handle());
            case PAGE_1, PAGE_MIDDLE, PAGE_LAST, PAGE_1_BACKWARD, PAGE_LAST_BACKWARD ->
                java(subject, http(ofPages().name()), server.handle());
            case EXPORT -> java(subject, http(ClientKind.EXPORT.name()), server.handle());
            case COLONNADE_GRAPHQL -> java(subject, http(ClientKind.GRAPHQL.name()), server.handle());
            case POSTGRAPHILE -> postGraphile(subject);
        };
    }

    private ClientKind ofPages() {
        return of == BenchmarkCase.DEEP_PAGE_GRAPHQL ? ClientKind.GRAPHQL : ClientKind.PAGES;
    }

    private EventPages pages() throws IOException, InterruptedException {
        if (pages == null) {
            pages = EventPages.walk(server, table.rows());
        }
        return pages;
    }

    private Participant java(Subject subject, Settings settings, @Nullable ProcessHandle gateway) {
        List<String> command = JavaCommand.of(
                ClientProgram.class.getName(),
                "-Darrow.enable_unsafe_memory_access=true",
                "-Darrow.enable_null_check_for_get=false");
        return new ClientProcess(subject.key(), command, settings, gateway, directory);
    }

    private Participant program(Subject subject, List<String> command) {
        return new ClientProcess(subject.key(), command, flight(subject, subject.name()), gateway(), directory);
    }

    private ProcessHandle gateway() {
        return replay == null ? server.handle() : replay.handle();
    }

    private Participant python(Subject subject, Settings settings, @Nullable ProcessHandle gateway)
            throws InterruptedException {
        try {
            PythonEnvironment environment = PythonEnvironment.of("bench-venv", "bench-requirements.txt");
            Path program = PythonEnvironment.scripts().resolve("bench_client.py");
            List<String> command = List.of(environment.python(), program.toString());
            return new ClientProcess(subject.key(), command, settings, gateway, directory);
        } catch (IOException e) {
            throw new SubjectFailure("its Python packages cannot be installed: " + e.getMessage(), e);
        }
    }

    private Participant trino(Subject subject) throws IOException, InterruptedException {
        trino = TrinoServer.start(database, Files.createDirectories(directory.resolve("trino")));
        Settings settings = new Settings(
                ClientKind.TRINO.name(), HOST, trino.port(), "", "", TrinoServer.USER, "", "", of.getters());
        return java(subject, settings, trino.handle());
    }

    private Participant postGraphile(Subject subject) throws IOException, InterruptedException {
        postGraphile = PostGraphileServer.start(database, of.dataset(), directory);
        Settings settings =
                new Settings(ClientKind.GRAPHQL.name(), HOST, postGraphile.port(), "", "", "", "", "", of.getters());
        PurchaseOperations.compare(
                server.httpPort(), BenchServer.token(subject), postGraphile.port(), of.isOfOnePurchase());
        return java(subject, settings, postGraphile.handle());
    }

    private Settings http(String kind) {
        String token = BenchServer.token(Subject.COLONNADE);
        return new Settings(kind, HOST, server.httpPort(), "", "", "", "", token, of.getters());
    }

    private Settings drain(int port, String socket) {
        String kind = (port == 0 ? ClientKind.GATHERING_DRAIN : ClientKind.DRAIN).name();
        return new Settings(kind, HOST, port, socket, BenchDatabase.NAME, BenchDatabase.TRUSTED, "", "", of.getters());
    }

    private Settings postgres(String kind) {
        return new Settings(
                kind,
                HOST,
                database.port(),
                "",
                BenchDatabase.NAME,
                database.user(),
                database.password(),
                "",
                of.getters());
    }

    private Settings flight(Subject subject, String kind) {
        int port = replay == null ? server.port() : replay.port();
        String token = replay == null ? BenchServer.token(subject) : "";
        return new Settings(kind, HOST, port, "", "", "", "", token, of.getters());
    }

    @Override
    public void close() {
        if (trino != null) {
            trino.close();
        }
        if (postGraphile != null) {
            postGraphile.close();
        }
        if (replay != null) {
            replay.close();
        }
        server.close();
    }
}

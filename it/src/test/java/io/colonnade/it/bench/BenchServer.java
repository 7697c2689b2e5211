package io.colonnade.it.bench;

import io.colonnade.it.Deployment;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The Colonnade that is measured: a process of its own, started for one case as the launcher would start it, with the
 * projections that the case reads.
 */
final class BenchServer implements AutoCloseable {
    /** Words that start the command line, one a line, as the launcher hands them over. */
    private static final String COMMAND = "COLONNADE_BENCH_SERVER";

    private static final String PARALLEL = "tpch_2";
    private static final String GOVERNED = "governed";
    private static final String POLICY = """

            row_filters:
              - {batch: lineitem, filter: "l_returnflag <> {context.hidden}", unless: [admin]}
            masks:
              - {column: lineitem.l_shipmode, mask: redact, unless: [admin]}
              - {column: lineitem.l_comment, mask: first_n(20), unless: [admin]}
            """;

    private static final Map<BenchmarkCase, String> MASKS = Map.of(
            BenchmarkCase.MASK_REDACT, "redact",
            BenchmarkCase.MASK_FIRST_N, "first_n(8)",
            BenchmarkCase.MASK_HASH, "hash");

    private final ServerProcess process;
    private final Path exports;

    private BenchServer(ServerProcess process, Path exports) {
        this.process = process;
        this.exports = exports;
    }

    static BenchServer start(BenchDatabase database, Dataset dataset, Path directory)
            throws IOException, InterruptedException {
        Path projections = Files.createDirectories(directory.resolve("projections"));
        writeProjections(projections, dataset);
        Path configuration = directory.resolve("colonnade.yaml");
        Path exports = Files.createDirectories(directory.resolve("exports"));
        Files.writeString(configuration, configuration(database, projections, directory, exports));
        return new BenchServer(ServerProcess.start(command(), configuration, directory.resolve("server.log")), exports);
    }

    /** Returns the statement that writes a query's rows to files, in place of those of the last time. */
    String export(String query) {
        return "COPY (" + query + ") TO '" + exports.resolve("rows").toUri() + "' (OVERWRITE)";
    }

    /** Returns the batch that a subject reads: the same table under other conditions. */
    static String batch(Subject subject, BenchmarkCase of) {
        String batch = of.dataset().batch();
        String name = batch.substring(batch.indexOf('.'));
        if (subject == Subject.COLONNADE_2) {
            return PARALLEL + name;
        }
        return of == BenchmarkCase.GOVERNANCE || MASKS.containsKey(of) ? projection(of) + name : batch;
    }

    private static String projection(BenchmarkCase of) {
        return of == BenchmarkCase.GOVERNANCE ? GOVERNED : of.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> command() {
        String words = System.getenv(COMMAND);
        return words == null
                ? JavaCommand.of(
                        ServerProcess.MAIN,
                        "-Darrow.enable_unsafe_memory_access=true",
                        "-Darrow.enable_null_check_for_get=false")
                : words.lines().toList();
    }

    private static void writeProjections(Path directory, Dataset dataset) throws IOException {
        if (dataset.isGenerated()) {
            Files.writeString(directory.resolve("types.yaml"), """
                    projection: types
                    version: 1.0.0
                    source: one
                    batches:
                    """ + dataset.batchDefinition());
            return;
        }
        if (dataset.isScripted()) {
            Files.writeString(directory.resolve(dataset.table() + ".yaml"), dataset.projectionFile());
            return;
        }
        String tpch = Files.readString(Deployment.examples().resolve("tpch.yaml"));
        String one = replace(tpch, "\nsource: tpch\n", "\nsource: one\n");
        Files.writeString(directory.resolve("tpch.yaml"), one);
        Files.writeString(
                directory.resolve("tpch_2.yaml"),
                replace(named(tpch, PARALLEL), "\nsource: tpch\n", "\nsource: two\n"));
        writeLimited(directory, one, GOVERNED, POLICY);
        for (Map.Entry<BenchmarkCase, String> mask : MASKS.entrySet()) {
            String policy = "\nmasks: [{column: lineitem.l_comment, mask: %s, unless: [admin]}]\n";
            writeLimited(directory, one, projection(mask.getKey()), policy.formatted(mask.getValue()));
        }
        if (dataset == Dataset.SAMPLE) {
            Files.writeString(
                    directory.resolve("sample.yaml"),
                    replace(named(one, "sample"), "from: lineitem\n", "from: " + dataset.source() + "\n"));
        }
    }

    private static void writeLimited(Path directory, String tpch, String name, String policy) throws IOException {
        String open = replace(named(tpch, name), "\nallow: [admin]\n", "\nallow: [admin, analyst]\n");
        Files.writeString(directory.resolve(name + ".yaml"), open + policy);
    }

    private static String named(String projection, String name) {
        return replace(projection, "projection: tpch\n", "projection: " + name + "\n");
    }

    private static String replace(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalStateException("the example projection no longer has " + from.strip());
        }
        return text.replace(from, to);
    }

    private static String configuration(BenchDatabase database, Path projections, Path directory, Path exports) {
        return """
                server:
                  flight: {port: 0}
                  http: {port: 0}
                  keys: {tickets: %s}
                sources:
                  one:
                    type: postgresql
                    url: '%s'
                    user: %s
                    password: '%s'
                    pool: {maximum: %d}
                    scan: {parallelism: 1}
                  two:
                    type: postgresql
                    url: '%2$s'
                    user: %3$s
                    password: '%4$s'
                    scan: {parallelism: 2}
                projections: %s
                security:
                  issuers: [{issuer: '%s', audience: %s, secret: '%s'}]
                  mask_key: a mask key of the benchmark
                  audit: {file: %s}
                limits:
                  query_timeout: 15m
                  queries: %11$d
                  queries_per_principal: %11$d
                  streams_per_principal: %11$d
                  requests_per_second: 1000000
                destinations: {demo: {uri: '%12$s'}}
                """.formatted(
                        RunningServer.TICKET_KEY,
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        BenchmarkCase.READERS,
                        projections,
                        RunningServer.ISSUER.issuer(),
                        RunningServer.ISSUER.audience(),
                        RunningServer.SECRET.secret(),
                        directory.resolve("audit.jsonl"),
                        2 * BenchmarkCase.READERS,
                        exports.toUri());
    }

    /** Mints a token: for an administrator, or for somebody whom the policy is for. */
    static String token(Subject subject) {
        boolean governed = subject == Subject.COLONNADE_GOVERNED || subject == Subject.COLONNADE_MASKED;
        Principal principal = governed
                ? new Principal("analyst", Set.of("analyst"), Map.of("hidden", "X"))
                : new Principal("admin", Set.of("admin"), Map.of());
        return new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(principal, Duration.ofDays(1));
    }

    int port() {
        return process.flightPort();
    }

    int httpPort() {
        return process.httpPort();
    }

    ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public void close() {
        process.close();
    }
}

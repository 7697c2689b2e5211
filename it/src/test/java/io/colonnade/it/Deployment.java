package io.colonnade.it;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.ProjectionCompiler;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.policy.RowFilterCompiler;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.source.Source;
import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The query road over projections, without a door: what suites about queries and policy run against. */
public final class Deployment implements AutoCloseable {
    /** Sees everything. */
    public static final Principal ADMIN = new Principal("admin", Set.of("admin"), Map.of());

    /** Sees Europe, through masks. */
    public static final Principal ALICE = new Principal("alice", Set.of("analyst"), Map.of("region", "EUROPE"));

    /** Has no role and no claim. */
    public static final Principal CAROL = new Principal("carol", Set.of(), Map.of());

    /** The keys of the masks. */
    public static final MaskKeys MASK_KEYS = MaskKeys.of("a mask key of the integration tests")
            .withEncryption("security.encryption_key", "an encryption key of the integration tests");

    private final Source source;
    private final LocalEngine engine;
    private final QueryPipeline pipeline;

    private Deployment(Source source, LocalEngine engine, QueryPipeline pipeline) {
        this.source = source;
        this.engine = engine;
        this.pipeline = pipeline;
    }

    /** Opens the example projections over a database. */
    public static Deployment over(Tpch database, AuditLog audit) throws IOException {
        return over(database, examples(), audit);
    }

    /** Opens other projections over a database, whose source they call {@code tpch} too. */
    public static Deployment over(Tpch database, Path projections, AuditLog audit) throws IOException {
        Source source =
                new PostgresSource(PostgresSettings.of("tpch", database.url(), database.user(), database.password()));
        RowFilterCompiler filters = new RowFilterCompiler();
        Contracts contracts = new ProjectionCompiler(
                        (projection, batch, filter) -> filters.check(batch, filter), MASK_KEYS::check)
                .compile(projections, Map.of("tpch", source));
        Path temporary = Files.createTempDirectory(Files.createDirectories(Path.of("target", "local")), "engine");
        LocalEngine engine = LocalEngine.start(new LocalEngineSettings(512L << 20, 1L << 30, temporary, 2));
        QueryPipeline pipeline =
                new QueryPipeline(contracts, Map.of("tpch", source), engine, MASK_KEYS, QueryLimits.STANDARD, audit);
        return new Deployment(source, engine, pipeline);
    }

    /** Returns how somebody asks who only wants to know what a query would return. */
    public static AccessContext asked(Principal principal) {
        return AccessContext.of(principal, "test", "rows", Duration.ofMinutes(2));
    }

    /** Returns the directory of the example projections. */
    public static Path examples() {
        return Checkout.root().resolve("examples/projections");
    }

    /** Returns the query road. */
    public QueryPipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() {
        engine.close();
        source.close();
    }
}

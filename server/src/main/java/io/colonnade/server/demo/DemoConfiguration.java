package io.colonnade.server.demo;

import io.colonnade.server.config.AuditSettings;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.ExportsSettings;
import io.colonnade.server.config.FlightSettings;
import io.colonnade.server.config.HttpSettings;
import io.colonnade.server.config.LimitSettings;
import io.colonnade.server.config.LocalSettings;
import io.colonnade.server.config.Secret;
import io.colonnade.server.config.SecuritySettings;
import io.colonnade.server.config.ServerSettings;
import io.colonnade.server.config.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code colonnade.yaml} would say for the demonstration, with keys that die with it. */
final class DemoConfiguration {
    /** The source that the example projections name. */
    private static final String SOURCE = "tpch";

    /** Whoever ends a demonstration waits for nothing. */
    private static final Duration SHORT_GRACE = Duration.ofMillis(500);

    private DemoConfiguration() {}

    static Configuration of(DemoOptions options, String host, EmbeddedPostgresServer postgres, DemoDatabase tpch) {
        SourceSettings source = new SourceSettings(
                "postgresql",
                postgres.jdbcUrl(DemoDatabase.NAME),
                null,
                DemoDatabase.READER,
                new Secret(tpch.readerPassword()),
                16,
                4);
        return new Configuration(
                new ServerSettings(
                        new FlightSettings(host, options.flightPort(), null),
                        new HttpSettings(host, options.httpPort()),
                        new Secret(RandomText.next()),
                        null,
                        SHORT_GRACE),
                Map.of(SOURCE, source),
                options.projections(),
                new SecuritySettings(
                        List.of(),
                        null,
                        Duration.ofHours(8),
                        new Secret(RandomText.next()),
                        new Secret(RandomText.next()),
                        new AuditSettings(postgres.home().resolve("audit.jsonl"))),
                LimitSettings.standard(),
                new LocalSettings(512L << 20, 2L << 30),
                ExportsSettings.to(Map.of("demo", exports(postgres).toUri().toString())));
    }

    /** Returns the one folder that exports may go to. */
    static Path exports(EmbeddedPostgresServer postgres) {
        Path folder = postgres.home().resolve("exports");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

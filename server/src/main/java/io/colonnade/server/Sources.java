package io.colonnade.server;

import io.colonnade.server.config.SourceSettings;
import io.colonnade.source.Source;
import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import io.colonnade.source.resilience.ResilienceSettings;
import io.colonnade.source.resilience.ResilientSource;

/** From what is configured to the sources that there are. */
final class Sources {
    private Sources() {}

    static Source open(String name, SourceSettings settings) {
        SourceSettings.Resilience resilience = settings.resilience();
        return new ResilientSource(
                database(name, settings),
                new ResilienceSettings(
                        resilience.tries(), resilience.pause(), resilience.failures(), resilience.rest()));
    }

    private static Source database(String name, SourceSettings settings) {
        return switch (settings.type()) {
            case "postgresql" ->
                new PostgresSource(PostgresSettings.of(
                                name,
                                settings.url(),
                                settings.user(),
                                settings.password().reveal())
                        .withMaximumPoolSize(Math.max(2, settings.poolMaximum()))
                        .withUnixSocket(
                                settings.unixSocket() == null
                                        ? ""
                                        : settings.unixSocket().toString())
                        .withScanParallelism(settings.scanParallelism()));
            default -> throw new IllegalStateException("the configuration lets no other type pass: " + settings.type());
        };
    }
}

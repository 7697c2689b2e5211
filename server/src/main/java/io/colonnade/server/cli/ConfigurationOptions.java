package io.colonnade.server.cli;

import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.ConfigurationReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that reads a configuration. */
final class ConfigurationOptions {
    @Option(
            names = {"--config", "-c"},
            paramLabel = "FILE",
            defaultValue = "colonnade.yaml",
            description = "The configuration. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("colonnade.yaml");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override a key, as in --set server.flight.port=50052; may be given again.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    Path file() {
        return file;
    }

    Configuration read() {
        return new ConfigurationReader(System.getenv(), overrides).read(file);
    }
}

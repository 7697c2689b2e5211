package io.colonnade.server.cli;

import io.colonnade.server.config.KeyType;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line are written as they are in the configuration. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return KeyType.DURATION
                .parse(text)
                .map(Duration.class::cast)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no " + KeyType.DURATION.expectation().replaceFirst("^a ", "")));
    }
}

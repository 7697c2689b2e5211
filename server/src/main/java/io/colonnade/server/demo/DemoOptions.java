package io.colonnade.server.demo;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration is asked for.
 *
 * @param scale TPC-H's scale factor
 * @param flightPort the port of the Flight SQL door; 0 picks a free one
 * @param httpPort the port of the HTTP door; 0 picks a free one
 * @param dataOrNull a directory to keep the database in; null throws it away
 * @param projections the directory of the projections to serve
 * @param width the columns of the terminal
 */
public record DemoOptions(
        double scale,
        int flightPort,
        int httpPort,
        @Nullable Path dataOrNull,
        Path projections,
        int width) {
    /** Returns the directory to keep the database in. */
    public Optional<Path> data() {
        return Optional.ofNullable(dataOrNull);
    }
}

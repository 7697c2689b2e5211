package io.colonnade.local;

import java.nio.file.Path;

/**
 * The limits of the embedded engine, all queries together. Immutable.
 *
 * @param memoryLimitBytes what it may hold in memory
 * @param temporaryBytes what it may spill to disk; 0 forbids spilling
 * @param temporaryDirectory where it spills: an existing directory, in which the engine makes a private one
 * @param threads how many threads it runs queries on
 */
public record LocalEngineSettings(long memoryLimitBytes, long temporaryBytes, Path temporaryDirectory, int threads) {
    public LocalEngineSettings {
        if (memoryLimitBytes < 1 || temporaryBytes < 0 || threads < 1) {
            throw new IllegalArgumentException("limits of the local engine must be positive");
        }
    }
}

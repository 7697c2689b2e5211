package io.colonnade.server.config;

/**
 * The embedded engine that computes what no source can.
 *
 * @param memory bytes of memory, at most
 * @param temporary bytes of disk space, at most
 */
public record LocalSettings(long memory, long temporary) {
    static LocalSettings of(Values values) {
        return new LocalSettings(values.size("memory"), values.size("temporary"));
    }
}

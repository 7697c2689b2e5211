package io.colonnade.server.config;

/**
 * A value that nobody prints.
 *
 * @param reveal the value itself
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "[hidden]";
    }
}

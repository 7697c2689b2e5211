package io.colonnade.query.request;

/** {@code SHOW EXPORTS}: what has become of one's own exports, and of those that wait for one's approval. Immutable. */
public record ShowExports() implements Command {}

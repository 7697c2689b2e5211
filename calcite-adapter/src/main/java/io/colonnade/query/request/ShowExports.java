package io.colonnade.query.request;

import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW EXPORTS} or {@code SHOW EXPORT 'id'}: what has become of one's own exports, and of those that wait for one's approval.
 * Immutable.
 *
 * @param id the one export that is asked for; null for all of them
 */
public record ShowExports(@Nullable String id) implements Command {}

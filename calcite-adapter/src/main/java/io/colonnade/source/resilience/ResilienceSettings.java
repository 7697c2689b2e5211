package io.colonnade.source.resilience;

import java.time.Duration;

/**
 * How a source that fails is treated. Immutable; made from the configuration by the server's wiring.
 *
 * @param tries how often a statement is begun, at most, while none of its rows have been read
 * @param pause about how long to wait before the second try; each later pause is about twice as long
 * @param failures how many calls in a row must fail before the source is left alone
 * @param rest how long it is left alone before it is asked for its health
 */
public record ResilienceSettings(int tries, Duration pause, int failures, Duration rest) {}

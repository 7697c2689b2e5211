/**
 * What the server counts, for Prometheus: decorators and gauges over what the doors, the audit and the sources say anyway. No
 * label holds what a client has made up. Start at {@link io.colonnade.server.metrics.ServerMetrics}.
 */
@NullMarked
package io.colonnade.server.metrics;

import org.jspecify.annotations.NullMarked;

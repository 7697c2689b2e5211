/**
 * Benchmarks: ratios to named peers, taken in one run. Started by {@code it/bench/run}, never by the tests. Start at
 * {@link io.colonnade.it.bench.TpchReport} and {@link io.colonnade.it.bench.PlanBenchmark}.
 */
@NullMarked
package io.colonnade.it.bench;

import org.jspecify.annotations.NullMarked;

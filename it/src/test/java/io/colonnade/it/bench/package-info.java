/**
 * Benchmarks: ratios to named peers, taken in one run. Started by {@code colonnade bench} and {@code it/bench/run}; the
 * tests only see that they work. Start at {@link io.colonnade.it.bench.BenchCommand}, whose road is {@code Bench} (turns),
 * {@code Participants} (who is started how), {@code Meter} (one run, from outside), {@code Results} and {@code Goal};
 * {@link io.colonnade.it.bench.TpchReport} and {@link io.colonnade.it.bench.PlanBenchmark} stand on their own.
 */
@NullMarked
package io.colonnade.it.bench;

import org.jspecify.annotations.NullMarked;

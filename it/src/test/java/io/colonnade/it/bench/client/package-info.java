/**
 * The programs that the benchmark starts as processes of their own and measures: each opens its connections once and then
 * obeys lines of JSON. Start at {@link io.colonnade.it.bench.client.ClientProgram}; Python's programs speak the same lines
 * (src/test/python/bench_client.py).
 */
@NullMarked
package io.colonnade.it.bench.client;

import org.jspecify.annotations.NullMarked;

/**
 * Record batches on their way: readers that any thread may cancel, and single values in and out of vectors.
 * Start at {@link io.colonnade.batch.BatchReader}.
 */
@NullMarked
package io.colonnade.batch;

import org.jspecify.annotations.NullMarked;

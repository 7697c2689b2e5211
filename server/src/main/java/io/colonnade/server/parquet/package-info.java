/**
 * The one writer of Parquet: record batches in, a Parquet file out, as a stream that is never sought in. Columns are written as
 * columns, straight from the vectors' memory. Start at {@link io.colonnade.server.parquet.ParquetOutput}; HTTP and export write
 * through it.
 */
@NullMarked
package io.colonnade.server.parquet;

import org.jspecify.annotations.NullMarked;

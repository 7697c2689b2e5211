/**
 * PostgreSQL as a source: its pool, read-only transactions, shared snapshots, cancel, and the wording of its errors.
 * Start at {@link io.colonnade.source.postgres.PostgresSource}.
 */
@NullMarked
package io.colonnade.source.postgres;

import org.jspecify.annotations.NullMarked;

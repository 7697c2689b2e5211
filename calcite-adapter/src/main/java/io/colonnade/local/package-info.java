/**
 * The embedded engine for what no source can do: DuckDB in memory, over Arrow streams, with no way to files, the
 * network or extensions. Start at {@link io.colonnade.local.LocalEngine}; docs/local-engine.md says where it differs from
 * PostgreSQL.
 */
@NullMarked
package io.colonnade.local;

import org.jspecify.annotations.NullMarked;

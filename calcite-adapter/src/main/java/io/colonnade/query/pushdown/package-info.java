/**
 * Relational trees as SQL in a source's dialect, with their parameters.
 * Start at {@link io.colonnade.query.pushdown.PushdownSql}.
 */
@NullMarked
package io.colonnade.query.pushdown;

import org.jspecify.annotations.NullMarked;

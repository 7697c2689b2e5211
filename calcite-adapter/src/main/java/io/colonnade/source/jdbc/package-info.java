/**
 * Rows of a JDBC result set into Arrow vectors: slow and general, and the oracle for every faster reader.
 * Start at {@link io.colonnade.source.jdbc.JdbcStatement}; a column's conversion is one {@code ValueWriter}.
 */
@NullMarked
package io.colonnade.source.jdbc;

import org.jspecify.annotations.NullMarked;

/**
 * The one type table: contract type, Arrow type, SQL type and JDBC type, a row a type. Everything else asks it.
 * Start at {@link io.colonnade.type.ColumnType}. {@link io.colonnade.type.PostgresLiterals} writes values and names as SQL.
 */
@NullMarked
package io.colonnade.type;

import org.jspecify.annotations.NullMarked;

/**
 * The one type table: contract type, Arrow type, SQL type and JDBC type, a row a type. Everything else asks it.
 * Start at {@link io.colonnade.type.ColumnType}.
 */
@NullMarked
package io.colonnade.type;

import org.jspecify.annotations.NullMarked;

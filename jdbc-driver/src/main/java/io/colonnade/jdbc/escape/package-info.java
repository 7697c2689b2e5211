/** JDBC's own syntax in braces, brought into the server's SQL. Start at {@link io.colonnade.jdbc.escape.JdbcEscapes}. */
@NullMarked
package io.colonnade.jdbc.escape;

import org.jspecify.annotations.NullMarked;

/**
 * PostgreSQL's binary rows from the socket straight into Arrow's memory, without an object for a row or a value: the
 * connection that pgjdbc opened and authenticated, the messages of the extended protocol, and one small decoder for each
 * pair of types. Knows no SQL. Start at {@link io.colonnade.source.postgres.wire.WireResult}.
 */
@NullMarked
package io.colonnade.source.postgres.wire;

import org.jspecify.annotations.NullMarked;

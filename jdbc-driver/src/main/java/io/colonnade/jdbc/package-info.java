/** The JDBC driver: the java.sql interfaces over a Flight SQL session. Start at {@link io.colonnade.jdbc.ColonnadeDriver}; everything that a host may touch is behind the interfaces of java.sql. */
@NullMarked
package io.colonnade.jdbc;

import org.jspecify.annotations.NullMarked;

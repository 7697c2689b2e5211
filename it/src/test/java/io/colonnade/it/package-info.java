/**
 * Suites over a real PostgreSQL, real servers and real clients. Start at {@link io.colonnade.it.Tpch}, the database that
 * they share.
 */
@NullMarked
package io.colonnade.it;

import org.jspecify.annotations.NullMarked;

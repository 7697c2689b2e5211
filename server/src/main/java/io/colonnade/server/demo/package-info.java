/**
 * The demonstration: a throw-away PostgreSQL full of TPC-H rows, and a tour of what governed access looks like.
 * Start at {@link io.colonnade.server.demo.EmbeddedPostgresServer} and {@link io.colonnade.server.demo.TpchLoader}, which
 * the integration tests share.
 */
@NullMarked
package io.colonnade.server.demo;

import org.jspecify.annotations.NullMarked;

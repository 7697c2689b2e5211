/**
 * Clients that other people made, and our driver, each over a real server: what they send, and what they make of the
 * answers. One suite a client; what every JDBC driver must do is in {@link io.colonnade.it.client.JdbcContract}.
 */
@NullMarked
package io.colonnade.it.client;

import org.jspecify.annotations.NullMarked;

/**
 * The HTTP door: health for orchestrators, and SQL in, rows out in the format that the client accepts.
 * Start at {@link io.colonnade.server.http.HttpDoor}.
 */
@NullMarked
package io.colonnade.server.http;

import org.jspecify.annotations.NullMarked;

/**
 * The server as a whole. Start at {@link io.colonnade.server.Main}; what is made of what stands in the composition root.
 */
@NullMarked
package io.colonnade.server;

import org.jspecify.annotations.NullMarked;

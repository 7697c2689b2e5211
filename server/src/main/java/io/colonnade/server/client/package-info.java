/**
 * A Flight SQL client for the command line and the demonstration's tour: it knows nothing of the server but its address.
 * Start at {@link io.colonnade.server.client.QueryClient}.
 */
@NullMarked
package io.colonnade.server.client;

import org.jspecify.annotations.NullMarked;

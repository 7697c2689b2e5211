/**
 * The places that exports go to, each of which makes files appear all at once or not at all. It knows folders and files, and neither
 * rows nor policy. Start at {@link io.colonnade.server.export.destination.Destination}.
 */
@NullMarked
package io.colonnade.server.export.destination;

import org.jspecify.annotations.NullMarked;

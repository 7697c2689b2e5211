/**
 * The certificates of the doors, and those of their clients: read from PEM files, and read again when the files change.
 * Start at {@link io.colonnade.server.tls.DoorTls}.
 */
@NullMarked
package io.colonnade.server.tls;

import org.jspecify.annotations.NullMarked;

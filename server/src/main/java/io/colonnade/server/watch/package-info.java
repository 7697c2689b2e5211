/**
 * Files that may change while the server runs. Start at {@link io.colonnade.server.watch.WatchedFiles}.
 */
@NullMarked
package io.colonnade.server.watch;

import org.jspecify.annotations.NullMarked;

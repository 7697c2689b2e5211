/**
 * Servers that the suites of clients talk to. Start at {@link io.colonnade.it.server.RunningServer}, which all of them
 * share, and {@link io.colonnade.it.server.NothingLeft}, which fails a test that leaves memory behind.
 */
@NullMarked
package io.colonnade.it.server;

import org.jspecify.annotations.NullMarked;

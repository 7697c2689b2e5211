/**
 * The server as a whole: what is made of what. Start at {@link io.colonnade.server.ColonnadeServer}, the composition root;
 * the process itself begins in {@code io.colonnade.server.cli.Main}.
 */
@NullMarked
package io.colonnade.server;

import org.jspecify.annotations.NullMarked;

/**
 * The command line. Start at {@link io.colonnade.server.cli.ColonnadeCommand}, which lists the commands; each has a class
 * of its own.
 */
@NullMarked
package io.colonnade.server.cli;

import org.jspecify.annotations.NullMarked;

/** Exports through the doors of a server, into stores that are real. */
@NullMarked
package io.colonnade.it.export;

import org.jspecify.annotations.NullMarked;

/**
 * What a source of rows is: its capabilities, how to describe a statement, read it as Arrow and cancel it.
 * Start at {@link io.colonnade.source.Source}.
 */
@NullMarked
package io.colonnade.source;

import org.jspecify.annotations.NullMarked;

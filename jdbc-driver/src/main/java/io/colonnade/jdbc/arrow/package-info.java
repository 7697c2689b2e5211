/** The way to a result's record batches, for hosts that know Arrow. */
@NullMarked
package io.colonnade.jdbc.arrow;

import org.jspecify.annotations.NullMarked;

/** Rows and their description: {@link io.colonnade.jdbc.result.ColonnadeResultSet}, over the readers of {@code ipc}. */
@NullMarked
package io.colonnade.jdbc.result;

import org.jspecify.annotations.NullMarked;

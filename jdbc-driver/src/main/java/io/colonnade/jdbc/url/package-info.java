/** The driver's address: its properties, one row each, and the text that carries them. Start at {@link io.colonnade.jdbc.url.ConnectionProperty}. */
@NullMarked
package io.colonnade.jdbc.url;

import org.jspecify.annotations.NullMarked;

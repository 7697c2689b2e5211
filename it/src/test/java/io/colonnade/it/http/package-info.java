/** The HTTP door of a whole server, asked with the JDK's own client. Start at {@link io.colonnade.it.http.HttpIT}. */
@NullMarked
package io.colonnade.it.http;

import org.jspecify.annotations.NullMarked;

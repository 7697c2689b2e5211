/** Who asks, at every door: logins, tokens, certificates of clients and of the server. */
@NullMarked
package io.colonnade.it.identity;

import org.jspecify.annotations.NullMarked;

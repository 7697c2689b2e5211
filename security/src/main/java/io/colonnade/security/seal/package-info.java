/**
 * Small secrets of the server in the hands of clients: tickets, handles and session tokens, sealed so that they can be
 * neither read nor changed nor used for another purpose. Start at {@link io.colonnade.security.seal.SealedBox}.
 */
@NullMarked
package io.colonnade.security.seal;

import org.jspecify.annotations.NullMarked;

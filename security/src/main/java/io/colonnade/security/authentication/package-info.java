/**
 * Credentials in, a {@link io.colonnade.security.identity.Principal} out: tokens of an issuer, users with passwords and
 * the server's own session tokens. Start at {@link io.colonnade.security.authentication.Authenticators}; every refusal
 * is worded in {@code Refusals}.
 */
@NullMarked
package io.colonnade.security.authentication;

import org.jspecify.annotations.NullMarked;

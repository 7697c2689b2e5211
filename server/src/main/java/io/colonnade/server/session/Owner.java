package io.colonnade.server.session;

import io.colonnade.security.identity.Principal;
import org.jspecify.annotations.Nullable;

/**
 * To whom something that outlives a call belongs. All anonymous callers are one owner, and never the same as a principal;
 * principals of two authorities are never the same owner, whatever their subjects are.
 *
 * @param subject the principal's name; null for anonymous callers
 */
public record Owner(@Nullable String subject) {
    /** Returns the owner that a caller is. */
    public static Owner of(@Nullable Principal principal) {
        return new Owner(principal == null ? null : principal.name());
    }
}

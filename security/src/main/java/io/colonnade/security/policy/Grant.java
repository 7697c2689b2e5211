package io.colonnade.security.policy;

import java.util.Set;

/**
 * Who may see a projection at all.
 *
 * @param requiresAuthentication whether an anonymous caller is shut out
 * @param allow the roles that may see it; empty means every authenticated principal
 */
public record Grant(boolean requiresAuthentication, Set<String> allow) {
    public Grant {
        allow = Set.copyOf(allow);
    }
}

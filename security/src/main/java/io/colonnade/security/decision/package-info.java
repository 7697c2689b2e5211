/**
 * From a principal and a projection's policy to what may be seen of it, and the wording of every refusal.
 * Start at {@link io.colonnade.security.decision.AccessDecisions}.
 */
@NullMarked
package io.colonnade.security.decision;

import org.jspecify.annotations.NullMarked;

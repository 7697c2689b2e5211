/**
 * The policy step: every scan of a resolved query becomes a {@link io.colonnade.query.policy.GovernedScan}. Nothing else can
 * make a {@link io.colonnade.query.policy.GovernedQuery}, and planning takes nothing else.
 */
@NullMarked
package io.colonnade.query.policy;

import org.jspecify.annotations.NullMarked;

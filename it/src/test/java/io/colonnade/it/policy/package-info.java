/**
 * The proof that a policy holds: a small nasty database, its projections, and for each person a database of their own
 * that physically holds what they may see. Whatever is asked through whatever door must be answered as that database
 * answers. Start at {@link io.colonnade.it.policy.DoorsIT}; a new door joins by implementing
 * {@link io.colonnade.it.policy.PolicyDoor}.
 */
@NullMarked
package io.colonnade.it.policy;

import org.jspecify.annotations.NullMarked;

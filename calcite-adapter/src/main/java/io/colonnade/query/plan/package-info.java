/**
 * From a governed query to what each source and the local engine do. Start at {@link io.colonnade.query.plan.Planner}.
 */
@NullMarked
package io.colonnade.query.plan;

import org.jspecify.annotations.NullMarked;

/**
 * Running an execution plan with the caller's values. Start at {@link io.colonnade.query.execute.PlanExecutor}.
 */
@NullMarked
package io.colonnade.query.execute;

import org.jspecify.annotations.NullMarked;

/**
 * The façade of the query road, which every door uses. Start at {@link io.colonnade.query.QueryPipeline}, the only class
 * that sees every stop: request, parse, resolve, policy, plan, execute.
 */
@NullMarked
package io.colonnade.query;

import org.jspecify.annotations.NullMarked;

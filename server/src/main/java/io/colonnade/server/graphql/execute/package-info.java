/**
 * Runs the levels of a GraphQL operation, one statement each, and writes their rows as one nested answer. Start at
 * {@link io.colonnade.server.graphql.execute.Execution}. Knows neither documents nor doors.
 */
@NullMarked
package io.colonnade.server.graphql.execute;

import org.jspecify.annotations.NullMarked;

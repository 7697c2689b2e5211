/**
 * Runs the levels of a GraphQL operation, one statement each, and writes their rows as one nested answer, or hands them on as tables.
 * Start at {@link io.colonnade.server.graphql.execute.Execution} and {@link io.colonnade.server.graphql.execute.TableExecution}. Knows
 * neither documents nor doors.
 */
@NullMarked
package io.colonnade.server.graphql.execute;

import org.jspecify.annotations.NullMarked;

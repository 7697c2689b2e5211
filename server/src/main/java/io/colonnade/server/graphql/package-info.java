/**
 * GraphQL without a door: from a request's text to an operation that is valid, keeps to the limits and may run.
 * Start at {@link io.colonnade.server.graphql.Operations}.
 */
@NullMarked
package io.colonnade.server.graphql;

import org.jspecify.annotations.NullMarked;

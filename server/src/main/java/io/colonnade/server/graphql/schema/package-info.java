/**
 * The GraphQL schema of what a principal may see, and what each of its names stands for.
 * Start at {@link io.colonnade.server.graphql.schema.ViewSchemas}.
 */
@NullMarked
package io.colonnade.server.graphql.schema;

import org.jspecify.annotations.NullMarked;

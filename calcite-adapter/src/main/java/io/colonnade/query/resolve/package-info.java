/**
 * Names and types: a parsed query becomes a relational tree over the batches that the caller may see.
 * Start at {@link io.colonnade.query.resolve.Resolver}.
 */
@NullMarked
package io.colonnade.query.resolve;

import org.jspecify.annotations.NullMarked;

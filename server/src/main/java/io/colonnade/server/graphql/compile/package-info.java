/**
 * From a document that has been checked to the statements of its levels and the object that their rows make: one selection for each
 * root field and each relation, never one for each row. Start at {@link io.colonnade.server.graphql.compile.OperationCompiler}.
 */
@NullMarked
package io.colonnade.server.graphql.compile;

import org.jspecify.annotations.NullMarked;

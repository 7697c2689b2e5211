/**
 * What the generated grammar calls to build the tree of PostgreSQL's own syntax. Public because generated code lives in a
 * package of its own; nobody else calls it. Start at {@link io.colonnade.query.parse.syntax.CastSyntax}.
 */
@NullMarked
package io.colonnade.query.parse.syntax;

import org.jspecify.annotations.NullMarked;

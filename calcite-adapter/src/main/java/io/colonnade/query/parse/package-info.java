/**
 * From SQL text to a checked syntax tree that knows no catalogue yet. Start at {@link io.colonnade.query.parse.QueryParser}.
 * The grammar is Calcite's own, configured and patched by {@code src/main/codegen}; what the grammar calls lives in
 * {@code syntax}.
 */
@NullMarked
package io.colonnade.query.parse;

import org.jspecify.annotations.NullMarked;

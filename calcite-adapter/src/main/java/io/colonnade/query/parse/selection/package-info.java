/**
 * From a {@link io.colonnade.query.request.Selection} to the syntax tree that a text of the same meaning would be parsed to.
 * Start at {@link io.colonnade.query.parse.selection.SelectionTree}. Names go in as names and values as parameters, so that
 * there is nothing to escape.
 */
@NullMarked
package io.colonnade.query.parse.selection;

import org.jspecify.annotations.NullMarked;

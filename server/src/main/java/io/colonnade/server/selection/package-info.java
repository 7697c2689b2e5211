/**
 * What GraphQL and bulk reads have in common: relations of a batch, filters, orders, pages and cursors, from the caller's words to a
 * {@link io.colonnade.query.request.Selection} and its values. It knows no door. Start at
 * {@link io.colonnade.server.selection.SelectableBatch}.
 */
@NullMarked
package io.colonnade.server.selection;

import org.jspecify.annotations.NullMarked;

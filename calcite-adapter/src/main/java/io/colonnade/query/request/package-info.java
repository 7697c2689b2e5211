/**
 * What a door hands to the query road. Start at {@link io.colonnade.query.request.QueryRequest}.
 */
@NullMarked
package io.colonnade.query.request;

import org.jspecify.annotations.NullMarked;

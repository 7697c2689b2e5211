/**
 * The contracts that a caller may see, as JSON and as an OpenAPI description. Start at
 * {@link io.colonnade.server.catalog.ContractReport}.
 */
@NullMarked
package io.colonnade.server.catalog;

import org.jspecify.annotations.NullMarked;

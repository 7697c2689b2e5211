/**
 * Who asks: a principal, its roles and its claims, as immutable records.
 */
@NullMarked
package io.colonnade.security.identity;

import org.jspecify.annotations.NullMarked;

/**
 * Projection contracts: immutable records of what a projection promises, and the compiler that checks the files they
 * come from. Start at {@link io.colonnade.contract.Projection}.
 */
@NullMarked
package io.colonnade.contract;

import org.jspecify.annotations.NullMarked;

package io.colonnade.contract;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.policy.RowFilter;

/**
 * Parses and type-checks a row filter. The query road owns the parser and the validator, so the composition root hands
 * one in; the compiler turns its refusal into a problem at the filter's line.
 */
@FunctionalInterface
public interface FilterChecker {
    /**
     * Checks that a filter is a predicate over the batch's columns and filter columns.
     *
     * @throws ColonnadeException if it is not
     */
    void check(Projection projection, Batch batch, RowFilter filter);
}

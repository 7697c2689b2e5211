package io.colonnade.query.policy;

import io.colonnade.type.ColumnType;

/**
 * A claim that a row filter compares with. In a plan it is a parameter whose number follows those of the caller, so that
 * its value is bound when the plan runs and never part of it.
 *
 * @param claim the claim's name
 * @param type what the filter takes it for
 */
public record ContextParameter(String claim, ColumnType type) {}

package io.colonnade.source.postgres.doctor;

import io.colonnade.source.SourceUse.Purpose;

/**
 * A column of a batch that is a column of a table as it stands. Computed columns, and those that come through a view, have no
 * such origin.
 *
 * @param batch the batch
 * @param name the column's name in the contract
 * @param purpose what an index on it would be good for
 * @param relation the table
 * @param column the table's column
 */
record UsedOrigin(String batch, String name, Purpose purpose, UsedRelation relation, String column) {}

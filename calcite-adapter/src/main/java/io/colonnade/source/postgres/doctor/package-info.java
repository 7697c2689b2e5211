/**
 * Whether a PostgreSQL database, and the role that reads it, are fit to stand behind row filters and masks: a few queries
 * of the catalogue in one connection. Start at {@link io.colonnade.source.postgres.doctor.PostgresExamination}.
 */
@NullMarked
package io.colonnade.source.postgres.doctor;

import org.jspecify.annotations.NullMarked;

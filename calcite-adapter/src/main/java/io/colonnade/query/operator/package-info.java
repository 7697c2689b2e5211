/**
 * PostgreSQL's operators and functions that Calcite lacks, each with its type rules and its PostgreSQL spelling.
 */
@NullMarked
package io.colonnade.query.operator;

import org.jspecify.annotations.NullMarked;

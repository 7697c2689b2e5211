/**
 * Record batches written as bytes that people and programs read: Arrow, CSV, JSON, and an aligned table.
 * Start at {@link io.colonnade.server.format.ResultFormat}, the table of formats, and at
 * {@link io.colonnade.server.format.BatchesFormat} for several results in one body; the command line, HTTP and export all write through it.
 */
@NullMarked
package io.colonnade.server.format;

import org.jspecify.annotations.NullMarked;

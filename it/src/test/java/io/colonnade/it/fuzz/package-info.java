/**
 * Inputs that nobody means well with, a million of them, against everything that reads what strangers send. Start at
 * {@code Fuzz}, which runs a suite; docs/testing.md says how to run more of them and how to see one again.
 */
package io.colonnade.it.fuzz;

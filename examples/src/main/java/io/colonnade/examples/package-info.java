/** One small program a client. Each runs against {@code ./colonnade demo}. */
package io.colonnade.examples;

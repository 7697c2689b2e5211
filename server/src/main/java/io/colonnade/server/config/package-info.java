/**
 * What a deployment is told: {@code colonnade.yaml}, the environment and the command line, read once into immutable
 * records. Start at {@link io.colonnade.server.config.ConfigurationKeys}, the table of all keys, and
 * {@link io.colonnade.server.config.ConfigurationReader}.
 */
@NullMarked
package io.colonnade.server.config;

import org.jspecify.annotations.NullMarked;

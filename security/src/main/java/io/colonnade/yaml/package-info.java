/**
 * YAML files read with their line numbers, gathering every problem before failing once.
 * Start at {@link io.colonnade.yaml.YamlObject}.
 */
@NullMarked
package io.colonnade.yaml;

import org.jspecify.annotations.NullMarked;

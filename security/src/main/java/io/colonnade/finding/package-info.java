/**
 * What an examination of a deployment finds, whoever examines what. Start at {@link io.colonnade.finding.Finding}.
 */
@NullMarked
package io.colonnade.finding;

import org.jspecify.annotations.NullMarked;

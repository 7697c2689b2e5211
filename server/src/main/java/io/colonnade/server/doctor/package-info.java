/**
 * Whether a deployment is fit to keep its promises: what the sources say of themselves, and what the configuration, its files
 * and the projections say. Start at {@link io.colonnade.server.doctor.Doctor}.
 */
@NullMarked
package io.colonnade.server.doctor;

import org.jspecify.annotations.NullMarked;

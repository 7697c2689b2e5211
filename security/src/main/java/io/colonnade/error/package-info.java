/**
 * The one error type of the project, and the wording that all errors share. Start at {@link io.colonnade.error.ColonnadeException}.
 */
@NullMarked
package io.colonnade.error;

import org.jspecify.annotations.NullMarked;

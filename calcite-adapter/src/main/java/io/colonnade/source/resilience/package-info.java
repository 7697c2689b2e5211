/**
 * A source that is asked again where that is safe, and left alone while it is down: decorators of
 * {@link io.colonnade.source.Source}. Start at {@link io.colonnade.source.resilience.ResilientSource}.
 */
@NullMarked
package io.colonnade.source.resilience;

import org.jspecify.annotations.NullMarked;

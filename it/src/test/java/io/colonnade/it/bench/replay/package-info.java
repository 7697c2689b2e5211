/**
 * A Flight SQL server that answers from its memory, so that clients are measured and not what they read from. A process of
 * its own: start at {@link io.colonnade.it.bench.replay.ReplayProgram}.
 */
@NullMarked
package io.colonnade.it.bench.replay;

import org.jspecify.annotations.NullMarked;

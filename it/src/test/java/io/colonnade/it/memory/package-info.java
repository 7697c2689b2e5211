/** What a server of its own process needs in memory. Start at {@link io.colonnade.it.memory.MemoryIT}. */
@NullMarked
package io.colonnade.it.memory;

import org.jspecify.annotations.NullMarked;

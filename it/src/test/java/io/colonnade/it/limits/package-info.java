/** What a server takes on, what it refuses and how, and how it ends. */
@NullMarked
package io.colonnade.it.limits;

import org.jspecify.annotations.NullMarked;

/**
 * What a caller is told of themselves: who they are taken for, and what they may see. Start at
 * {@link io.colonnade.server.access.AccessReport}.
 */
@NullMarked
package io.colonnade.server.access;

import org.jspecify.annotations.NullMarked;

/** Between java.time and the classes of java.sql that predate it, with or without a calendar. Start at {@link io.colonnade.jdbc.time.LegacyTimes}. */
@NullMarked
package io.colonnade.jdbc.time;

import org.jspecify.annotations.NullMarked;

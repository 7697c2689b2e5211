/** What every exception of the driver is made of: a SQLSTATE and a message that says what to do. Start at {@link io.colonnade.jdbc.error.SqlState}. */
@NullMarked
package io.colonnade.jdbc.error;

import org.jspecify.annotations.NullMarked;

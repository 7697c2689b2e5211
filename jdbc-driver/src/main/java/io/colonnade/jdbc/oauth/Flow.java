package io.colonnade.jdbc.oauth;

import java.sql.SQLException;
import java.time.Duration;

/** A way to be granted a token. Used by one thread at a time. */
interface Flow {
    /**
     * Asks for a token, and waits for a person where it needs one.
     *
     * @throws SQLException 28000 if it is refused, or not granted within the limit
     */
    Grant obtain(Duration limit) throws SQLException;
}

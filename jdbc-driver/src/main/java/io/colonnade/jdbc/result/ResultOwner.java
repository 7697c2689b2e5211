package io.colonnade.jdbc.result;

import java.sql.SQLException;
import java.sql.Statement;

/** A statement that wants to know when its result is closed. */
public interface ResultOwner extends Statement {
    /** Called once, by whoever closes the result. */
    void resultClosed() throws SQLException;
}

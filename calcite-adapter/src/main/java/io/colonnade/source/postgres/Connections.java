package io.colonnade.source.postgres;

import java.sql.Connection;

/** Where a statement has its connection from. Thread-safe. */
interface Connections {
    /**
     * Takes a connection.
     *
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if there is none to be had, RESOURCE_EXHAUSTED if all
     *     are in use
     */
    Connection take();

    /** Returns whether the connections that are taken are in a transaction already, and its snapshot. */
    boolean areInTransaction();

    /** Takes a connection back that can be used again. */
    void giveBack(Connection connection);

    /** Closes a connection whose state is not certain, such as after a cancel that may still be on its way. */
    void discard(Connection connection);
}

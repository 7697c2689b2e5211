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

    /** Returns whether the transaction is to go on after the statement, which otherwise ends it. */
    boolean stayInTransaction();

    /** Is told whether a statement that has run has left its connection in its transaction. */
    default void ran(boolean inTransaction) {}

    /**
     * Takes another connection in place of one that broke before it did anything.
     *
     * @throws io.colonnade.error.ColonnadeException as {@link #take} does
     */
    default Connection replace(Connection broken) {
        discard(broken);
        return take();
    }

    /** Takes a connection back that can be used again. */
    void giveBack(Connection connection);

    /** Closes a connection whose state is not certain, such as after a cancel that may still be on its way. */
    void discard(Connection connection);
}

package io.colonnade.server.selection;

/** How a door calls what the contract has a name for. Thread-safe. */
@FunctionalInterface
public interface Naming {
    /** The contract's own names. */
    Naming CONTRACT = name -> name;

    /** Returns the door's name for a column, a batch or a relation; no two of one batch have the same. */
    String of(String contractName);
}

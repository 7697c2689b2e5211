package io.colonnade.server.export;

/** Who encrypts the files of an export; the later ones protect from more. */
public enum FileEncryption {
    NONE,
    /** The store, with a key that it keeps. */
    SERVER,
    /** Colonnade, by Parquet's modular encryption, so that the store sees no value. */
    PARQUET
}

package io.colonnade.server.format;

/** What becomes of decimals and 64-bit integers in JSON, which readers round that take every number for a double. */
enum JsonNumbers {
    TEXT,
    NATIVE
}

package io.colonnade.server.graphql.compile;

/** What becomes of the levels of an operation. */
enum Plane {
    /** One object, in which rows stand below those that they belong to. */
    NESTED,
    /** A table for each level, which has the columns that join it with the one above. */
    TABLES
}

package io.colonnade.source;

/**
 * What a source can do, as far as planning asks.
 *
 * @param kind the dialect that its SQL is written in
 * @param majorVersion the database's major version
 * @param binaryCollation whether text compares and sorts by code point, so that local text order equals the source's
 */
public record Capabilities(Kind kind, int majorVersion, boolean binaryCollation) {
    /** The kinds of source. */
    public enum Kind {
        POSTGRESQL
    }
}

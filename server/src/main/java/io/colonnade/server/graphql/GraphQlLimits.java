package io.colonnade.server.graphql;

/**
 * What one operation may be, by the keys of the configuration below {@code limits.graphql}. Immutable.
 *
 * @param tokens words and signs of the document
 * @param fields its fields, those of fragments wherever they are spread
 * @param depth how deep fields may be nested
 * @param aliases fields that are renamed
 * @param rootFields fields that it begins with
 * @param hops relations that may be followed, one from another
 * @param levels selections that read rows, each of which is a statement
 * @param cost what it may cost
 */
public record GraphQlLimits(
        int tokens, int fields, int depth, int aliases, int rootFields, int hops, int levels, int cost) {}

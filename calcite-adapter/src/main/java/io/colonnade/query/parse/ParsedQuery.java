package io.colonnade.query.parse;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement that reads, as a syntax tree without names resolved. Only {@link QueryParser} makes one. Immutable by use. */
public final class ParsedQuery {
    /** What the caller wants of the query. */
    public enum Kind {
        /** Its rows. */
        QUERY,
        /** The plan, without running it. */
        EXPLAIN_PLAN,
        /** The policy that applies to it, without running it. */
        EXPLAIN_POLICY
    }

    private final Kind kind;
    private final SqlNode query;
    private final @Nullable String defaultSchema;
    private final @Nullable List<@Nullable List<String>> origins;

    ParsedQuery(
            Kind kind, SqlNode query, @Nullable String defaultSchema, @Nullable List<@Nullable List<String>> origins) {
        this.kind = kind;
        this.query = query;
        this.defaultSchema = defaultSchema;
        this.origins = origins;
    }

    /** Returns what the caller wants of {@link #query}. */
    public Kind kind() {
        return kind;
    }

    /** Returns the query itself, without an {@code EXPLAIN} around it. Readers that change it work on a copy. */
    public SqlNode query() {
        return query;
    }

    /** Returns the projection in which unqualified names are looked up, if the session names one. */
    public Optional<String> defaultSchema() {
        return Optional.ofNullable(defaultSchema);
    }

    /**
     * Returns for each column of the result the projection, batch and column that it shows, or null where it is computed; empty if
     * that is to be found out.
     */
    public Optional<List<@Nullable List<String>>> origins() {
        return Optional.ofNullable(origins);
    }
}

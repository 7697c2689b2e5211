package io.colonnade.query.parse;

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
    private final int parameterCount;
    private final String text;
    private final @Nullable String defaultSchema;

    ParsedQuery(Kind kind, SqlNode query, int parameterCount, String text, @Nullable String defaultSchema) {
        this.kind = kind;
        this.query = query;
        this.parameterCount = parameterCount;
        this.text = text;
        this.defaultSchema = defaultSchema;
    }

    /** Returns what the caller wants of {@link #query}. */
    public Kind kind() {
        return kind;
    }

    /** Returns the query itself, without an {@code EXPLAIN} around it. Readers that change it work on a copy. */
    public SqlNode query() {
        return query;
    }

    /** Returns how many parameters a caller must give: the highest number among {@code $1}, {@code $2}, …. */
    public int parameterCount() {
        return parameterCount;
    }

    /** Returns the statement as the caller wrote it. */
    public String text() {
        return text;
    }

    /** Returns the projection in which unqualified names are looked up, if the session names one. */
    public Optional<String> defaultSchema() {
        return Optional.ofNullable(defaultSchema);
    }
}

package io.colonnade.server.graphql.schema;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.colonnade.query.VisibleProjection;
import java.util.List;

/**
 * The schemas of all principals: those who may see the same have the same, and it is made when the first of them asks. What
 * changes in a contract is another key. Thread-safe.
 */
public final class ViewSchemas {
    private static final int REMEMBERED = 100;

    private final LoadingCache<List<VisibleProjection>, ViewSchema> schemas = CacheBuilder.newBuilder()
            .maximumSize(REMEMBERED)
            .build(CacheLoader.from(visible -> SchemaBuilder.build(visible)));

    /**
     * Returns the schema of what a principal may see.
     *
     * @param visible what that is, as the query façade says
     */
    public ViewSchema of(List<VisibleProjection> visible) {
        return schemas.getUnchecked(List.copyOf(visible));
    }
}

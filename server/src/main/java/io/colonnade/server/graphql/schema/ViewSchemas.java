package io.colonnade.server.graphql.schema;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.colonnade.query.VisibleProjection;
import java.util.List;

/**
 * The schemas of all principals: those who may see the same have the same, and it is made when the first of them asks. Lists are told
 * apart as objects, since the query façade has one for all who may see the same, and to look into each anew takes longer than many
 * an operation. Thread-safe.
 */
public final class ViewSchemas {
    /** In all, with some kilobytes each: thousands of small schemas, or some dozens of large ones. */
    private static final int REMEMBERED_TYPES = 50_000;

    private final LoadingCache<List<VisibleProjection>, ViewSchema> schemas = CacheBuilder.newBuilder()
            .weakKeys()
            .concurrencyLevel(1)
            .maximumWeight(REMEMBERED_TYPES)
            .weigher((List<VisibleProjection> visible, ViewSchema schema) ->
                    schema.definition().getTypeMap().size())
            .build(CacheLoader.from(visible -> SchemaBuilder.build(visible)));

    /**
     * Returns the schema of what a principal may see.
     *
     * @param visible what that is, the very list of the query façade
     */
    public ViewSchema of(List<VisibleProjection> visible) {
        return schemas.getUnchecked(visible);
    }
}

package io.colonnade.server.policytest;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.format.RowTexts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of this process without any door: it takes everybody for whom the file says they are, as only who holds the
 * configuration, and so the sources' passwords, can.
 */
public final class DeploymentAccess implements PolicyAccess {
    private static final String DOOR = "policy-test";

    private final QueryPipeline pipeline;
    private final Duration timeout;
    private final RootAllocator allocator = new RootAllocator();

    /** Creates an access; the query road stays the caller's. */
    public DeploymentAccess(QueryPipeline pipeline, Duration timeout) {
        this.pipeline = pipeline;
        this.timeout = timeout;
    }

    @Override
    public void query(Asker asker, String sql, RowSink sink) throws IOException {
        AccessContext context = AccessContext.of(principal(asker), DOOR, "text", timeout);
        try (BatchReader reader = pipeline.run(context, new QueryRequest.Sql(sql, null), List.of(), allocator)) {
            RowTexts texts = new RowTexts(reader.getVectorSchemaRoot(), sink::row);
            sink.columns(texts.columns());
            while (reader.loadNextBatch()) {
                texts.writeBatch();
            }
        }
    }

    @Override
    public Set<String> tables(Asker asker) {
        Set<String> tables = new TreeSet<>();
        for (VisibleProjection visible : pipeline.catalog(principal(asker))) {
            visible.batches()
                    .forEach(batch -> tables.add(
                            visible.projection().name() + "." + batch.batch().name()));
        }
        return tables;
    }

    private static @Nullable Principal principal(Asker asker) {
        return asker.isAnonymous() ? null : new Principal(asker.user(), asker.roles(), asker.claims());
    }

    @Override
    public void close() {
        allocator.close();
    }
}

package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.VisibleProjection;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.selection.Naming;
import io.colonnade.server.selection.SelectableBatch;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Finds what a path names among the contracts that its caller may see. The audit is told of whoever names others. Thread-safe. */
final class NamedContracts {
    private static final String PROJECTION = "projection";

    private final QueryPipeline pipeline;

    NamedContracts(QueryPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Returns the projection that a path names.
     *
     * @throws ColonnadeException NOT_FOUND, the same whether it is hidden or not there
     */
    VisibleProjection projection(Request request, @Nullable Principal caller) {
        return found(
                request,
                caller,
                catalog -> SelectableBatch.projection(catalog, PathSegments.named(request, PROJECTION)));
    }

    /**
     * Returns the batch that a path names.
     *
     * @throws ColonnadeException NOT_FOUND, the same whether it is hidden or not there
     */
    SelectableBatch batch(Request request, @Nullable Principal caller) {
        return found(
                request,
                caller,
                catalog -> SelectableBatch.of(
                        catalog,
                        PathSegments.named(request, PROJECTION),
                        PathSegments.named(request, "batch"),
                        Naming.CONTRACT));
    }

    private <T> T found(Request request, @Nullable Principal caller, Function<List<VisibleProjection>, T> search) {
        try {
            return search.apply(pipeline.catalog(caller));
        } catch (ColonnadeException e) {
            RequestRecord.of(request).refused(e.sqlState());
            throw e;
        }
    }
}

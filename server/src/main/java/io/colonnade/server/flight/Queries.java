package io.colonnade.server.flight;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryDescription;
import io.colonnade.query.QueryPart;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.export.ExportStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** The part of the query façade that this door uses, so that its tests can stream what no database would. */
interface Queries {
    /** Returns the command that a statement is; nothing if it is a question. Run again under the same id, it is the same export. */
    Optional<StatementCommand> command(QueryRequest.Sql statement, String id);

    /** Returns how an export stands, at its end or after a while; throws what there is to say if nothing was published. */
    ExportStatus awaitExport(AccessContext context, String id, Duration longest);

    /** Stops an export; returns how it stands then. */
    ExportStatus cancelExport(AccessContext context, String id);

    QueryDescription describe(AccessContext context, QueryRequest request);

    BatchReader run(
            AccessContext context, QueryRequest request, List<@Nullable Object> parameters, BufferAllocator allocator);

    List<QueryPart> parts(AccessContext context, QueryRequest request, List<@Nullable Object> parameters, int most);

    BatchReader runPart(
            AccessContext context,
            QueryRequest request,
            List<@Nullable Object> parameters,
            QueryPart part,
            BufferAllocator allocator);

    List<VisibleProjection> catalog(@Nullable Principal principal);

    QuerySnapshot openSnapshot();

    void refused(AccessContext context, String sqlState);

    static Queries of(QueryPipeline pipeline, ExportCommands exports) {
        return new Queries() {
            @Override
            public Optional<StatementCommand> command(QueryRequest.Sql statement, String id) {
                return exports.of(statement, id).map(StatementCommand::of);
            }

            @Override
            public ExportStatus awaitExport(AccessContext context, String id, Duration longest) {
                return exports.await(context, id, longest);
            }

            @Override
            public ExportStatus cancelExport(AccessContext context, String id) {
                return exports.cancel(context, id);
            }

            @Override
            public QueryDescription describe(AccessContext context, QueryRequest request) {
                return pipeline.describe(context, request);
            }

            @Override
            public BatchReader run(
                    AccessContext context,
                    QueryRequest request,
                    List<@Nullable Object> parameters,
                    BufferAllocator allocator) {
                return pipeline.run(context, request, parameters, allocator);
            }

            @Override
            public List<QueryPart> parts(
                    AccessContext context, QueryRequest request, List<@Nullable Object> parameters, int most) {
                return pipeline.parts(context, request, parameters, most);
            }

            @Override
            public BatchReader runPart(
                    AccessContext context,
                    QueryRequest request,
                    List<@Nullable Object> parameters,
                    QueryPart part,
                    BufferAllocator allocator) {
                return pipeline.runPart(context, request, parameters, part, allocator);
            }

            @Override
            public List<VisibleProjection> catalog(@Nullable Principal principal) {
                return pipeline.catalog(principal);
            }

            @Override
            public QuerySnapshot openSnapshot() {
                return pipeline.openSnapshot();
            }

            @Override
            public void refused(AccessContext context, String sqlState) {
                pipeline.refused(context, sqlState);
            }
        };
    }
}

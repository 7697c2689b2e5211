package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.error.TextPosition;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.QueryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a {@code COPY} asks, as the queries of every other door. Thread-safe. */
final class CopiedQueries {
    private final QueryPipeline pipeline;

    CopiedQueries(QueryPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Plans what is copied.
     *
     * @throws ColonnadeException if it cannot be planned, or is not there for this caller
     */
    List<CopiedQuery> of(AccessContext context, AskedExport asked) {
        Copy.What what = asked.copy().what();
        if (what instanceof Copy.Answer answer) {
            return List.of(planned(context, "", answer.query(), asked));
        }
        if (what instanceof Copy.WholeBatch batch) {
            QueryRequest.Sql query = new QueryRequest.Sql(whole(batch.name()), asked.defaultSchema());
            return List.of(at(batch.place(), () -> planned(context, "", query, asked)));
        }
        Copy.WholeProjection projection = (Copy.WholeProjection) what;
        VisibleProjection visible = visible(context, projection);
        List<CopiedQuery> queries = new ArrayList<>();
        for (VisibleProjection.VisibleBatch batch : visible.batches()) {
            String name = batch.batch().name();
            QueryRequest.Sql query = new QueryRequest.Sql(whole(List.of(projection.name(), name)), null);
            queries.add(planned(context, name + "/", query, asked));
        }
        return queries;
    }

    private CopiedQuery planned(AccessContext context, String folder, QueryRequest.Sql query, AskedExport asked) {
        return new CopiedQuery(folder, query, asked.parameters(), pipeline.describe(context, query));
    }

    /** A place in a text that nobody has written means nothing to them. */
    private static <T> T at(TextPosition place, Supplier<T> planning) {
        try {
            return planning.get();
        } catch (ColonnadeException e) {
            throw e.at(place);
        }
    }

    private static String whole(List<String> name) {
        return name.stream()
                .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(".", "TABLE ", ""));
    }

    private VisibleProjection visible(AccessContext context, Copy.WholeProjection projection) {
        List<VisibleProjection> all = pipeline.catalog(context.principal().orElse(null));
        return all.stream()
                .filter(each -> each.projection().name().equals(projection.name()))
                .findFirst()
                .orElseThrow(() -> ColonnadeException.of(
                                ErrorKind.NOT_FOUND,
                                SqlState.UNDEFINED_SCHEMA,
                                "Projection '" + projection.name() + "' does not exist"
                                        + Suggestion.hint(
                                                projection.name(),
                                                all.stream()
                                                        .map(each -> each.projection()
                                                                .name())
                                                        .toList()))
                        .at(projection.place()));
    }
}

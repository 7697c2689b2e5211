package io.colonnade.server.export;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.format.RowTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** What an export would do, in words: where to, under which rules, and the plan of each of its queries. */
record ExportExplanation(QueryPipeline pipeline, AccessContext context, BufferAllocator allocator) {
    List<String> of(
            CopyOptions options,
            Destinations.Target target,
            ExportTerms terms,
            @Nullable Earlier earlier,
            List<CopiedQuery> queries) {
        List<String> lines = new ArrayList<>();
        lines.add("export to " + target.path() + " as " + word(options.format()) + ", compression "
                + word(options.compression()) + ", encryption " + word(terms.encryption()));
        lines.add("  " + folder(options, earlier));
        lines.add("  files: part-NNNNN-ID" + new FileForm(options, null).extension() + " of about "
                + (options.fileBytes() >> 20) + " MiB"
                + (options.partitionBy().isEmpty()
                        ? ""
                        : ", in folders by " + String.join(", ", options.partitionBy())));
        if (terms.retentionDays() != null) {
            lines.add("  deleted after " + terms.retentionDays() + " days");
        }
        if (!terms.approvers().isEmpty()) {
            lines.add("  waits for approval by " + String.join(" and ", terms.approvers()));
        }
        for (CopiedQuery query : queries) {
            if (!query.folder().isEmpty()) {
                lines.add("in " + query.folder());
            }
            explain("EXPLAIN POLICY FOR ", query, lines);
            explain("EXPLAIN PLAN FOR ", query, lines);
        }
        return lines;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String folder(CopyOptions options, @Nullable Earlier earlier) {
        return switch (options.mode()) {
            case NEW -> "into a folder that is new or empty";
            case OVERWRITE ->
                "in place of " + (earlier == null ? 0 : earlier.files().size()) + " files";
            case APPEND -> "beside " + (earlier == null ? 0 : earlier.files().size()) + " files";
        };
    }

    private void explain(String what, CopiedQuery query, List<String> lines) {
        QueryRequest.Sql asked =
                new QueryRequest.Sql(what + query.query().text(), query.query().defaultSchema());
        try (BatchReader reader = pipeline.run(context, asked, List.of(), allocator)) {
            RowTexts texts = new RowTexts(reader.getVectorSchemaRoot(), row -> lines.add("  " + row.get(0)));
            while (reader.loadNextBatch()) {
                texts.writeBatch();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

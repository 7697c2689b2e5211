package io.colonnade.server.export;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ReadAheadReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.GovernedBatch;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.security.audit.AuditedAccess;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.Publication;
import io.colonnade.server.parquet.ParquetKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** An export that may be made: planned, permitted, and not begun. One thread runs it, once; any thread may stop it. */
public final class Export {
    private final String id;
    private final AccessContext context;
    private final Principal principal;
    private final CopyOptions options;
    private final Destinations.Target target;
    private final List<CopiedQuery> queries;
    private final ExportTerms terms;
    private final @Nullable Earlier earlier;
    private final QueryPipeline pipeline;
    private final ExportSettings settings;
    private final BufferAllocator allocator;
    private final Clock clock;
    private final AtomicReference<@Nullable ColonnadeException> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable BatchReader> reading = new AtomicReference<>();

    Export(
            String id,
            AccessContext context,
            Principal principal,
            CopyOptions options,
            Destinations.Target target,
            List<CopiedQuery> queries,
            ExportTerms terms,
            @Nullable Earlier earlier,
            QueryPipeline pipeline,
            ExportSettings settings,
            BufferAllocator allocator,
            Clock clock) {
        this.id = id;
        this.context = context;
        this.principal = principal;
        this.options = options;
        this.target = target;
        this.queries = queries;
        this.terms = terms;
        this.earlier = earlier;
        this.pipeline = pipeline;
        this.settings = settings;
        this.allocator = allocator;
        this.clock = clock;
    }

    /** Returns the export's id. */
    public String id() {
        return id;
    }

    CopyOptions options() {
        return options;
    }

    ExportTerms terms() {
        return terms;
    }

    /** Returns the folder that it goes to. */
    String destination() {
        return target.path().toString();
    }

    /** Returns what an approval is of: the place, the terms, and all that decides which rows the caller may see. */
    List<String> promise() {
        List<String> promise = new ArrayList<>(List.of(destination(), terms.toString()));
        queries.forEach(query -> promise.add(query.description().policyVersion()));
        return promise;
    }

    /** Returns what the audit says of it. */
    AuditedAccess access() {
        return new AuditedAccess(
                id,
                principal.name(),
                contracts(),
                context.door(),
                context.format(),
                destination(),
                rowFilters(),
                masks(),
                queries.get(0).description().fingerprint(),
                context.traceId().isEmpty() ? null : context.traceId());
    }

    private List<GovernedBatch> batches() {
        return queries.stream()
                .flatMap(query -> query.description().batches().stream())
                .distinct()
                .toList();
    }

    private List<String> contracts() {
        return batches().stream()
                .map(batch -> batch.projection() + "@" + batch.version())
                .distinct()
                .toList();
    }

    private List<String> rowFilters() {
        return batches().stream()
                .filter(batch -> batch.filters() > 0)
                .map(batch -> batch.projection() + "." + batch.batch())
                .toList();
    }

    private List<String> masks() {
        return batches().stream()
                .flatMap(batch -> batch.masks().stream().map(mask -> batch.batch() + "." + mask))
                .toList();
    }

    /** Returns the parameters of what is copied. */
    Schema parameters() {
        return queries.get(0).description().parameters();
    }

    /**
     * Checks that every parameter has its value, before anybody is asked to approve it.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if there are too few or too many, or one does not fit
     */
    void checkValues() {
        queries.forEach(query -> pipeline.check(context, query.query(), query.parameters()));
    }

    /** Returns about how many rows there will be, where the sources say so and the caller may know. */
    OptionalLong estimate() {
        long sum = 0;
        try {
            for (CopiedQuery query : queries) {
                OptionalLong rows = pipeline.estimate(context, query.query(), query.parameters());
                if (rows.isEmpty()) {
                    return rows;
                }
                sum += rows.getAsLong();
            }
        } catch (ColonnadeException e) {
            // Whatever it is, the export will tell.
            return OptionalLong.empty();
        }
        return OptionalLong.of(sum);
    }

    /** Returns what would be done, in words. */
    public List<String> explanation() {
        return new ExportExplanation(pipeline, context, allocator).of(options, target, terms, earlier, queries);
    }

    /**
     * Asks for the export to stop: {@link #run} then fails with the reason, and nothing is published. What is published already
     * stays.
     */
    public void stop(ColonnadeException reason) {
        if (stopped.compareAndSet(null, reason)) {
            BatchReader reader = reading.get();
            if (reader != null) {
                reader.cancel();
            }
        }
    }

    private void throwIfStopped() {
        ColonnadeException reason = stopped.get();
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * Reads, writes and publishes; if this fails, nothing is published.
     *
     * @throws ColonnadeException whatever went wrong
     */
    public ExportResult run(ExportProgress progress) {
        Instant begun = clock.instant();
        try (QuerySnapshot snapshot = pipeline.openSnapshot();
                Publication publication = target.store().begin(target.folder(), options.mode(), id, earlier)) {
            boolean settled = queries.size() == 1 || context.snapshot().isPresent();
            AccessContext inside = settled ? context : context.inside(snapshot);
            List<ExportedFile> files = new ArrayList<>();
            ExportTally tally = new ExportTally(terms, progress);
            for (CopiedQuery query : queries) {
                files.addAll(write(inside, query, publication, tally));
            }
            throwIfStopped();
            publication.publish(manifest(begun, files, tally).bytes());
            return new ExportResult(id, target.path().toString(), tally.rows(), tally.bytes(), files.size());
        } catch (IOException e) {
            throwIfStopped();
            throw StoreErrors.of(e);
        } catch (RuntimeException e) {
            throwIfStopped();
            throw e;
        }
    }

    private List<ExportedFile> write(
            AccessContext inside, CopiedQuery query, Publication publication, ExportTally tally) throws IOException {
        ExportFiles files = new ExportFiles(publication, new FileForm(options, key()), query.folder(), id, tally);
        AccessContext promised = inside.promised(query.description().policyVersion());
        BatchReader rows = pipeline.run(promised, query.query(), query.parameters(), allocator);
        try (ReadAheadReader reader = new ReadAheadReader(rows, promised.memory(), allocator)) {
            reading.set(reader);
            throwIfStopped();
            new ExportWriters(reader, root -> rows(files, root), mostWriters(query), tally, allocator).write();
        } finally {
            reading.set(null);
        }
        return files.complete();
    }

    /** Rows that have an order keep it from file to file; partitions are many files, each of which holds a row group, as it is. */
    private int mostWriters(CopiedQuery query) {
        boolean several =
                options.partitionBy().isEmpty() && !query.description().ordered();
        return several ? settings.writers() : 1;
    }

    private @Nullable ParquetKey key() {
        return terms.encryption() == FileEncryption.PARQUET ? settings.key() : null;
    }

    private ExportRows rows(ExportFiles files, VectorSchemaRoot root) {
        return options.partitionBy().isEmpty()
                ? new PlainRows(files, root)
                : new PartitionedRows(files, root, allocator, options.partitionBy(), settings.openPartitions());
    }

    private Manifest manifest(Instant begun, List<ExportedFile> files, ExportTally tally) {
        Integer days = terms.retentionDays();
        ParquetKey key = key();
        Manifest.Export export = new Manifest.Export(
                id,
                clock.instant().toString(),
                days == null
                        ? null
                        : clock.instant().plus(Duration.ofDays(days)).toString(),
                principal.name(),
                contracts(),
                rowFilters(),
                masks(),
                queries.get(0).description().fingerprint(),
                begun.toString(),
                options.format().extension(),
                terms.encryption().name().toLowerCase(Locale.ROOT),
                key == null ? null : key.id(),
                options.partitionBy(),
                files,
                tally.rows(),
                tally.bytes());
        Manifest before = options.mode() == Mode.APPEND && earlier != null
                ? Manifest.read(earlier.manifest()).orElseThrow()
                : null;
        return before == null ? Manifest.of(export) : before.with(export);
    }
}

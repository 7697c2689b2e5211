package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.Copy;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.ExportPath;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What doors ask for exports. Everything that can be known beforehand is checked before a row is read: names, the rules of the
 * projections, the destination, what is there already. Thread-safe.
 */
public final class ExportService {
    private final QueryPipeline pipeline;
    private final CopiedQueries queries;
    private final Destinations destinations;
    private final ExportSettings settings;
    private final BufferAllocator allocator;
    private final Clock clock;

    /**
     * Creates the service.
     *
     * @param destinations where files may go
     * @param allocator owns the rows on their way
     */
    public ExportService(
            QueryPipeline pipeline,
            Destinations destinations,
            ExportSettings settings,
            BufferAllocator allocator,
            Clock clock) {
        this.pipeline = pipeline;
        this.queries = new CopiedQueries(pipeline);
        this.destinations = destinations;
        this.settings = settings;
        this.allocator = allocator;
        this.clock = clock;
    }

    /**
     * Plans an export, and writes nothing.
     *
     * @param context on whose behalf, which is somebody's, and through which door
     * @throws ColonnadeException whatever is wrong with it, or not permitted
     */
    Export prepare(AccessContext context, AskedExport asked) {
        return prepare(UUID.randomUUID().toString(), context, asked);
    }

    /** Plans an export under the id that it was asked for under; see {@link #prepare(AccessContext, AskedExport)}. */
    Export prepare(String id, AccessContext context, AskedExport asked) {
        Copy copy = asked.copy();
        Principal principal = context.principal().orElseThrow();
        CopyOptions options = CopyOptions.of(copy.options());
        Destinations.Target target = target(copy);
        AccessContext given = options.asynchronous() ? context.alone() : context;
        AccessContext reading = given.as(options.format().extension())
                .within(settings.timeout())
                .to(target.path().toString());
        List<CopiedQuery> copied = queries.of(reading, asked);
        ExportTerms terms = ExportTerms.of(
                copied.stream()
                        .flatMap(query -> query.description().batches().stream())
                        .toList(),
                principal,
                target.path(),
                destinations);
        copied.forEach(query -> PartitionedRows.check(query.description().schema(), options.partitionBy()));
        return new Export(
                id,
                reading,
                principal,
                options,
                target,
                copied,
                encrypted(terms.checked(options), options, target.store()),
                earlier(target),
                pipeline,
                settings,
                allocator,
                clock);
    }

    /** Decides who encrypts: where the store does not and was not asked to by name, we do. What cannot be is refused. */
    private ExportTerms encrypted(ExportTerms terms, CopyOptions options, Destination store) {
        boolean anybody =
                terms.encryption() == FileEncryption.SERVER && options.encryption() == null && !store.encrypts();
        FileEncryption by = anybody ? FileEncryption.PARQUET : terms.encryption();
        return switch (by) {
            case NONE -> terms;
            case SERVER -> {
                if (!store.encrypts()) {
                    throw unsupported("the destination does not encrypt what lies there; write ENCRYPTION parquet");
                }
                yield terms;
            }
            case PARQUET -> {
                checkEncrypts(options);
                yield terms.encryptedBy(by);
            }
        };
    }

    private void checkEncrypts(CopyOptions options) {
        if (options.format() != ExportFormat.PARQUET) {
            throw unsupported("the files have to be encrypted, and only those of Parquet can be; write FORMAT parquet");
        }
        if (settings.key() == null) {
            throw unsupported("the files have to be encrypted, and no key for it is configured (exports.key)");
        }
    }

    private static ColonnadeException unsupported(String why) {
        return ColonnadeException.of(ErrorKind.UNIMPLEMENTED, SqlState.FEATURE_NOT_SUPPORTED, "Cannot export: " + why);
    }

    private Destinations.Target target(Copy copy) {
        try {
            return destinations.find(ExportPath.parse(copy.destination()));
        } catch (ColonnadeException e) {
            throw e.at(copy.destinationPlace());
        }
    }

    private static Destination.@Nullable Earlier earlier(Destinations.Target target) {
        try {
            Optional<byte[]> found = target.store().manifest(target.folder());
            return found.map(bytes -> new Destination.Earlier(
                            bytes, Manifest.read(bytes).map(Manifest::files).orElseThrow(() -> StoreErrors.foreign())))
                    .orElse(null);
        } catch (IOException e) {
            throw StoreErrors.of(e);
        }
    }
}

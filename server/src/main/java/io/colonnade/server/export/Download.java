package io.colonnade.server.export;

import io.colonnade.query.AccessContext;
import io.colonnade.query.Departure;
import io.colonnade.query.GovernedBatch;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ExportRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One file that a client gets as an answer: the export rules of all projections whose rows are in it hold, whatever queries it has.
 * Projections without such rules ask for nothing. Thread-safe; a door makes one for each answer.
 */
public final class Download implements Departure {
    private final Set<GovernedBatch> read = new LinkedHashSet<>();
    private ExportTerms terms = ExportTerms.ofDownload(read, Optional.empty());
    private long rows;
    private long bytes;

    /** Returns a context whose queries fail where the rules do not allow the file, and of whose rows the audit says that they were one. */
    public AccessContext of(AccessContext context) {
        return context.to(ExportRule.DOWNLOAD + ":" + context.destination(), this);
    }

    @Override
    public synchronized void permit(List<GovernedBatch> batches, Optional<Principal> principal) {
        read.addAll(batches);
        terms = ExportTerms.ofDownload(read, principal);
    }

    /** Throws if the file may not have so many rows more. */
    public synchronized void addRows(long more) {
        rows += more;
        terms.checkRows(rows);
    }

    /** Throws if the file may not have so many bytes more. */
    public synchronized void addBytes(long more) {
        bytes += more;
        terms.checkBytes(bytes);
    }
}

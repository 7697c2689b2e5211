package io.colonnade.query;

import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.Page;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator of which batches somebody reads far pages by their number, a line a day for each. Thread-safe. */
final class FarOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(FarOffsets.class);

    private final OnceADay told;

    FarOffsets(InstantSource clock) {
        this.told = new OnceADay(clock);
    }

    /** Takes note of a question that is answered. */
    void read(QueryRequest request) {
        if (request instanceof Selection selection
                && selection.page().isFar()
                && told.isNews(selection.projection() + "." + selection.batch())) {
            LOG.warn(
                    "Reads of {}.{} pass over more than {} rows by an offset, which are read all the same; cursors pass over"
                            + " none; the audit says whose they are",
                    selection.projection(),
                    selection.batch(),
                    Page.FAR_OFFSET);
        }
    }
}

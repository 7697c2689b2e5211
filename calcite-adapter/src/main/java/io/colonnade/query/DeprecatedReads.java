package io.colonnade.query;

import java.time.InstantSource;
import org.apache.arrow.vector.types.pojo.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator which deprecated projections are still read: a line a day for each, and a count. Thread-safe. */
final class DeprecatedReads {
    private static final Logger LOG = LoggerFactory.getLogger(DeprecatedReads.class);

    private final RoadWatch watch;
    /** By projection and version. */
    private final OnceADay told;

    DeprecatedReads(RoadWatch watch, InstantSource clock) {
        this.watch = watch;
        this.told = new OnceADay(clock);
    }

    /** Takes note of an answer by its schema. */
    void read(Schema schema) {
        DeprecatedProjection.of(schema).forEach(this::read);
    }

    private void read(DeprecatedProjection projection) {
        watch.deprecated(projection.name(), projection.version());
        if (told.isNews(projection.name() + " " + projection.version())) {
            LOG.warn(
                    "Projection {} (version {}) is deprecated, may be gone from {} on, and is still read; the audit says by"
                            + " whom",
                    projection.name(),
                    projection.version(),
                    projection.sunset());
        }
    }
}

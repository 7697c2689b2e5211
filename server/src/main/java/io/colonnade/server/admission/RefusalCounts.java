package io.colonnade.server.admission;

import io.colonnade.error.ColonnadeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often work was not taken on, by reason. Thread-safe. */
final class RefusalCounts {
    private final Map<RefusalReason, LongAdder> counts = new EnumMap<>(RefusalReason.class);

    RefusalCounts() {
        for (RefusalReason reason : RefusalReason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /** Counts a refusal, and returns it. */
    ColonnadeException counted(RefusalReason reason, ColonnadeException refusal) {
        of(reason).increment();
        return refusal;
    }

    long count(RefusalReason reason) {
        return of(reason).sum();
    }

    private LongAdder of(RefusalReason reason) {
        return counts.getOrDefault(reason, new LongAdder());
    }
}

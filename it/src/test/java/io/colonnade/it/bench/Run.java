package io.colonnade.it.bench;

import java.util.EnumMap;
import java.util.Map;

/** One measured run of a subject: a value for every metric that applies to it. */
record Run(long rows, Map<Metric, Double> values) {
    Run {
        values = new EnumMap<>(values);
    }

    /** Returns the value, not-a-number where the metric does not apply. */
    double value(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }
}

package io.colonnade.it.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** Middle and ends of some values; all of them not-a-number where there is none. */
record Spread(double median, double least, double most) {
    private static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    static Spread of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue));
    }

    static Spread of(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).toArray();
        if (sorted.length == 0) {
            return NONE;
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns the value that so large a share of the values does not exceed. */
    static double percentile(Collection<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    boolean isEmpty() {
        return Double.isNaN(median);
    }
}

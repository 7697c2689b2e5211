package io.colonnade.server.selection;

/**
 * How much one filter may say. Immutable.
 *
 * @param depth how deep objects of filters may lie in one another
 * @param conditions how many operators and relations it may have
 * @param listed how many values its lists may have in all
 */
record FilterLimits(int depth, int conditions, int listed) {
    static final FilterLimits STANDARD = new FilterLimits(12, 200, 1_000);

    Count count() {
        return new Count(this);
    }

    /** What one filter has said so far. Not thread-safe. */
    static final class Count {
        private final FilterLimits limits;
        private int conditions;
        private int listed;

        private Count(FilterLimits limits) {
            this.limits = limits;
        }

        void depth(int levels, String path) {
            if (levels > limits.depth()) {
                throw SelectionErrors.tooMuch(path, "filters lie in one another at most " + limits.depth() + " deep");
            }
        }

        void condition(String path) {
            if (++conditions > limits.conditions()) {
                throw SelectionErrors.tooMuch(path, "a filter has at most " + limits.conditions() + " conditions");
            }
        }

        void listed(int values, String path) {
            listed += Math.min(values, limits.listed() + 1);
            if (listed > limits.listed()) {
                throw SelectionErrors.tooMuch(
                        path, "the lists of a filter have at most " + limits.listed() + " values");
            }
        }
    }
}

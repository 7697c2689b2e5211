package io.colonnade.query.request;

/**
 * How many rows a client takes: of a whole result, and at a time. Not part of the question, so that plans serve all bounds.
 * Immutable.
 *
 * @param most rows of the result at most; 0 is all of them
 * @param perBatch rows that a batch should have, which is a wish; 0 is as many as serve best
 */
public record RowBounds(long most, int perBatch) {
    /** All rows, in batches that serve best. */
    public static final RowBounds NONE = new RowBounds(0, 0);

    public RowBounds {
        if (most < 0 || perBatch < 0) {
            throw new IllegalArgumentException("Invalid row bounds: " + most + ", " + perBatch);
        }
    }

    /** Returns whether there is an end before the result's own. */
    public boolean hasEnd() {
        return most > 0;
    }

    /** Returns the bounds of what is left when some rows have been taken, which are fewer than the most. */
    public RowBounds after(long taken) {
        return hasEnd() ? new RowBounds(most - taken, perBatch) : this;
    }
}

package io.colonnade.source;

/**
 * How busy a source is at a moment, for the operator.
 *
 * @param active connections that are in use
 * @param idle connections that are open and wait for use
 * @param waiting callers that wait for a connection
 * @param most connections that there may be
 * @param resting whether it is left alone, because it has not answered several times in a row
 */
public record SourceState(int active, int idle, int waiting, int most, boolean resting) {
    /** Returns the same numbers of a source that is left alone. */
    public SourceState whileLeftAlone() {
        return new SourceState(active, idle, waiting, most, true);
    }
}

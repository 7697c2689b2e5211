package io.colonnade.query.request;

/**
 * What is to become of an export that waits or runs: {@code APPROVE EXPORT 'id'} and the like. Immutable.
 *
 * @param id the export's, as it was told when it was asked for
 */
public record ExportOrder(Verb verb, String id) implements Command {
    /** What to do with the export. */
    public enum Verb {
        /** Let an export run that waits for it. */
        APPROVE,
        /** End an export that waits for approval. */
        REJECT,
        /** Stop an export that waits or runs. */
        CANCEL
    }
}

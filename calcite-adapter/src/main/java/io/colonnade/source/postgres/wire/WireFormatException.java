package io.colonnade.source.postgres.wire;

/** What arrived is not PostgreSQL's protocol as we know it; the connection is of no further use. */
final class WireFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WireFormatException(String message) {
        super(message);
    }
}

package io.colonnade.server.format;

import java.util.List;

/** A form that an answer can have, for a door to agree on with its client. Immutable. */
public interface Offer {
    /** What an answer consists of, which decides whether it pays to compress it on its way. */
    enum Content {
        /** It shrinks to a fraction, with any method. */
        TEXT,
        /** Values as they lie in memory: a fast method pays, a slow one does not. */
        COLUMNS,
        /** A file that is read from its end, or is compressed already. */
        FILE
    }

    /** Returns the media types that ask for this form; the first of them is what an answer states. */
    List<MediaType> mediaTypes();

    /** Returns what an answer in this form consists of. */
    Content content();

    /**
     * Returns whether an answer in this form is a file as exports write them, for which their rules hold: such are the formats of
     * {@code COPY}, and every archive. The others are what a query is answered with at every door.
     */
    boolean isFile();
}

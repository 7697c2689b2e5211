package io.colonnade.server.format;

import java.io.IOException;

/** Writes the values of one column, those that are not NULL; chosen once a column, not once a row. For one thread. */
@FunctionalInterface
interface CellWriter {
    /** Writes the value of a row. */
    void write(int row, ByteSink out) throws IOException;

    /** Returns a writer that puts quotes around what this one writes. */
    default CellWriter quoted() {
        return (row, out) -> {
            out.put('"');
            write(row, out);
            out.put('"');
        };
    }
}

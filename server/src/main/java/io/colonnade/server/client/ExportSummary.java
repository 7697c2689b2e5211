package io.colonnade.server.client;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of an export.
 *
 * @param id the export's
 * @param state where it stands, as the server calls it
 * @param destination the folder that its files go to
 * @param rows how many are written so far, or in all
 * @param bytes of its files so far, or in all
 * @param files how many are published
 * @param waitsFor the roles that are still to approve it; may be empty
 * @param expectedRows about how many rows there will be; 0 if the server does not say
 */
public record ExportSummary(
        String id,
        String state,
        String destination,
        long rows,
        long bytes,
        long files,
        String waitsFor,
        long expectedRows) {
    /** Reads a row of what a server answers commands with. */
    static ExportSummary of(VectorSchemaRoot root, int row) {
        return new ExportSummary(
                text(root, row, "export"),
                text(root, row, "state"),
                text(root, row, "destination"),
                number(root, row, "rows"),
                number(root, row, "bytes"),
                number(root, row, "files"),
                text(root, row, "waits_for"),
                number(root, row, "expected_rows"));
    }

    private static String text(VectorSchemaRoot root, int row, String column) {
        Object value = value(root, row, column);
        return value == null ? "" : value.toString();
    }

    private static long number(VectorSchemaRoot root, int row, String column) {
        return value(root, row, column) instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Object value(VectorSchemaRoot root, int row, String column) {
        FieldVector vector = root.getVector(column);
        return vector == null ? null : vector.getObject(row);
    }

    /** Returns whether the files are there. */
    public boolean isComplete() {
        return state.equals("completed");
    }

    /** Returns in words where it stands. */
    public String standing() {
        return "export " + id + " is " + state + (waitsFor.isEmpty() ? "" : " and waits for " + waitsFor);
    }

    /** Returns whether rows are read and written. */
    public boolean isRunning() {
        return state.equals("running");
    }
}

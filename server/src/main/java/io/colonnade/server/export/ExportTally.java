package io.colonnade.server.export;

/** How far an export has come, in all of its answers and by all who write them, and that it is no more than its terms allow. Thread-safe. */
final class ExportTally {
    private final ExportTerms terms;
    private final ExportProgress progress;
    private long rows;
    private long bytes;

    ExportTally(ExportTerms terms, ExportProgress progress) {
        this.terms = terms;
        this.progress = progress;
    }

    /** Counts rows that somebody is about to write. */
    synchronized void taken(int count) {
        rows += count;
        terms.checkRows(rows);
    }

    /** Counts a file that is complete. */
    synchronized void complete(ExportedFile file) {
        bytes += file.bytes();
        terms.checkBytes(bytes);
    }

    /** Tells whoever watches the export. */
    synchronized void tell() {
        progress.reached(rows, bytes);
    }

    synchronized long rows() {
        return rows;
    }

    synchronized long bytes() {
        return bytes;
    }
}

package io.colonnade.server.export;

/** What files an export may have. */
public enum ExportFormat {
    PARQUET("parquet"),
    CSV("csv"),
    /** Arrow's file format. */
    ARROW("arrow");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** Returns what the names of its files end with. */
    public String extension() {
        return extension;
    }
}

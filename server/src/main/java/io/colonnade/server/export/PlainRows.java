package io.colonnade.server.export;

import java.io.IOException;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/** All rows into one folder. */
final class PlainRows implements ExportRows {
    private final ExportFiles files;
    private final FileSeries series;

    PlainRows(ExportFiles files, VectorSchemaRoot root) {
        this.files = files;
        this.series = new FileSeries(files, "", Map.of(), root);
    }

    @Override
    public void write() throws IOException {
        series.write();
    }

    /** A reader of the folder learns the columns even if there are no rows. */
    @Override
    public void complete() throws IOException {
        if (files.isEmpty()) {
            series.writeNothing();
        }
        series.complete();
    }

    @Override
    public void close() {
        series.close();
    }
}

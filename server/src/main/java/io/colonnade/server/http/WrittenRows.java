package io.colonnade.server.http;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import io.colonnade.server.format.BatchWriter;
import java.io.IOException;
import org.eclipse.jetty.server.Response;

/**
 * Writes the rows of one reader into the body of an answer, a batch at a time, each sent before the next is read.
 *
 * @param leaving says how many there may be
 */
record WrittenRows(Leaving leaving, AnswerBody body, Response response) {
    /**
     * Writes all rows; a failure is told where the format has a place for it, and thrown on.
     *
     * @param form is closed
     * @param loaded whether the reader holds the first batch already; otherwise it has none
     */
    void write(BatchWriter form, BatchReader rows, boolean loaded) throws IOException {
        try (BatchWriter writer = new CountedWriter(form, memory())) {
            try {
                writer.start();
                for (boolean more = loaded; more; more = rows.loadNextBatch()) {
                    write(writer, rows);
                    body.out().flush();
                }
                writer.finish();
            } catch (IOException | RuntimeException e) {
                HalfAnswer.tell(e, writer, body.out(), response);
                throw e;
            }
        }
    }

    private void write(BatchWriter writer, BatchReader rows) throws IOException {
        long bytes = BatchBytes.of(rows.getVectorSchemaRoot());
        leaving.addRows(rows.getVectorSchemaRoot().getRowCount());
        memory().take(bytes);
        try {
            writer.writeBatch();
        } finally {
            memory().give(bytes);
        }
    }

    /** Returns what is told of the batch that is on its way, and of what a writer keeps. */
    private ByteShare memory() {
        return leaving.context().memory();
    }
}

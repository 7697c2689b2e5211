package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A ZIP archive, one file a batch, written as it comes; its directory is the last of it. */
final class ZipBatches implements BatchesWriter {
    private final BatchesFormat form;
    private final BatchFileNames names;
    private final Archive archive;

    ZipBatches(BatchesFormat form, OutputStream out) {
        this.form = form;
        this.names = new BatchFileNames(form.format());
        this.archive = new Archive(out);
        archive.setLevel(form.format().content() == Offer.Content.TEXT ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
    }

    @Override
    public String contentType() {
        return "application/zip";
    }

    @Override
    public BatchWriter begin(String name, VectorSchemaRoot root) throws IOException {
        archive.putNextEntry(new ZipEntry(names.of(name)));
        return form.format().writer(NamedBatch.of(name, root), archive);
    }

    @Override
    public void finish() throws IOException {
        archive.finish();
    }

    @Override
    public void close() {
        archive.release();
    }

    /** An archive that can be left unfinished: closing it as it is made would write the directory. */
    private static final class Archive extends ZipOutputStream {
        Archive(OutputStream out) {
            super(out);
        }

        void release() {
            def.end();
        }
    }
}

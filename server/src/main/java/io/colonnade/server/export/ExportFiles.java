package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.export.destination.PartName;
import io.colonnade.server.export.destination.Publication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The files that an answer has so far, and where the next ones go. Several threads may write a file each. */
final class ExportFiles {
    /** Whoever reads them opens each. */
    static final int MOST = 10_000;

    private final Publication publication;
    private final FileForm form;
    private final String above;
    private final String id;
    private final ExportTally tally;
    private final List<ExportedFile> complete = new ArrayList<>();
    private int begun;

    /**
     * Creates an empty list.
     *
     * @param above the folder of all of them with a bar behind it; empty for the export's own
     * @param id of the export, part of the files' names, so that those of two never meet
     * @param tally of all answers of the export
     */
    ExportFiles(Publication publication, FileForm form, String above, String id, ExportTally tally) {
        this.publication = publication;
        this.form = form;
        this.above = above;
        this.id = id;
        this.tally = tally;
    }

    /**
     * Begins a file.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if the export would have too many
     */
    synchronized OpenFile begin(String folder, VectorSchemaRoot root) throws IOException {
        String name = above + folder + PartName.of(begun, id, form.extension());
        begun++;
        if (begun > MOST) {
            throw tooMany();
        }
        return new OpenFile(name, publication.create(name), form, root);
    }

    private static ColonnadeException tooMany() {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.PROGRAM_LIMIT_EXCEEDED,
                "Cannot export as more than " + MOST
                        + " files; partition by columns of fewer values, or let FILE_SIZE be larger");
    }

    boolean isLong(long length) {
        return length >= form.options().fileBytes();
    }

    synchronized void add(ExportedFile file) {
        complete.add(file);
        tally.complete(file);
    }

    synchronized boolean isEmpty() {
        return begun == 0;
    }

    /** Returns those that are complete, by their names. */
    synchronized List<ExportedFile> complete() {
        return complete.stream()
                .sorted(Comparator.comparing(ExportedFile::name))
                .toList();
    }
}

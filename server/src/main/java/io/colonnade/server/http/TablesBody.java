package io.colonnade.server.http;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.format.BatchesFormat;
import io.colonnade.server.format.BatchesFormat.Packaging;
import io.colonnade.server.format.BatchesWriter;
import io.colonnade.server.format.Offer;
import io.colonnade.server.graphql.RunningTables;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Response;

/** The tables of an operation as the body of an answer, one after the other and in constant memory. For one thread. */
final class TablesBody {
    private final BatchesFormat format;
    private final Agreement<Offer> agreement;
    private final Leaving leaving;
    private final ClientWait client;
    private final Runnable stopCheck;

    TablesBody(
            BatchesFormat format, Agreement<Offer> agreement, Leaving leaving, ClientWait client, Runnable stopCheck) {
        this.format = format;
        this.agreement = agreement;
        this.leaving = leaving;
        this.client = client;
        this.stopCheck = stopCheck;
    }

    /** Sends all tables, of which the first rows are loaded before the first byte is sent, or the header alone. */
    void send(RunningTables tables, Response response) throws IOException {
        List<String> names = tables.names();
        if (format.packaging() == Packaging.ALONE && names.size() > 1) {
            throw several(names.size());
        }
        if (HttpMethod.HEAD.is(response.getRequest().getMethod())) {
            name(response);
            AnswerBody.sendHead(response, agreement, contentType(), client, stopCheck);
        } else {
            sendRows(names, tables, response);
        }
    }

    private String contentType() throws IOException {
        try (BatchesWriter unused = format.writer(OutputStream.nullOutputStream())) {
            return unused.contentType();
        }
    }

    private void sendRows(List<String> names, RunningTables tables, Response response) throws IOException {
        tables.open();
        try (BatchReader first = tables.read(0)) {
            boolean more = first.loadNextBatch();
            name(response);
            try (AnswerBody body = AnswerBody.begin(response, agreement, "", client, stopCheck);
                    BatchesWriter writer = format.writer(leaving.limited(body.out()))) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, writer.contentType());
                WrittenRows written = new WrittenRows(leaving, body, response);
                written.write(writer.begin(names.get(0), first.getVectorSchemaRoot()), first, more);
                first.close();
                for (int i = 1; i < names.size(); i++) {
                    try (BatchReader rows = tables.read(i)) {
                        boolean loaded = rows.loadNextBatch();
                        written.write(writer.begin(names.get(i), rows.getVectorSchemaRoot()), rows, loaded);
                    }
                }
                writer.finish();
                // The audit has the end of the statements before the client does: whoever does not get it broke off.
                tables.close();
                body.complete();
            }
        }
    }

    private ColonnadeException several(int tables) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot answer " + tables
                        + " tables as one file: accept multipart/mixed or application/zip, with the type"
                        + " of the parts as their parameter, or Arrow's stream");
    }

    /** What is a file is saved, where it is saved, under a name that tells its format. */
    private void name(Response response) {
        if (format.content() == Offer.Content.FILE) {
            String extension = format.packaging() == Packaging.ZIP
                    ? "zip"
                    : format.format().extension();
            if (format.packaging() != Packaging.MULTIPART) {
                response.getHeaders().put("Content-Disposition", "attachment; filename=\"result." + extension + "\"");
            }
        }
    }
}

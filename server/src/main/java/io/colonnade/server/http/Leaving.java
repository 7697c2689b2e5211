package io.colonnade.server.http;

import io.colonnade.query.AccessContext;
import io.colonnade.server.export.Download;
import io.colonnade.server.format.Offer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one answer leave: as the rows of a query, or as a file, for which the rules of exports hold beside those of
 * reading. Every answer with rows has one, made of the form that was agreed on. One thread writes.
 */
final class Leaving {
    private final AccessContext context;
    private final @Nullable Download download;

    private Leaving(AccessContext context, @Nullable Download download) {
        this.context = context;
        this.download = download;
    }

    static Leaving as(Offer form, AccessContext context) {
        if (!form.isFile()) {
            return new Leaving(context, null);
        }
        Download download = new Download();
        return new Leaving(download.of(context), download);
    }

    /** Returns on whose behalf the answer's queries run; they fail if their rows may not leave like this. */
    AccessContext context() {
        return context;
    }

    /** Throws if the answer may not have so many rows more. */
    void addRows(long more) {
        if (download != null) {
            download.addRows(more);
        }
    }

    /** Returns what lets through as many bytes as the answer may have, and throws before there are more. */
    OutputStream limited(OutputStream out) {
        return download == null ? out : new Limited(out, download);
    }

    private static final class Limited extends FilterOutputStream {
        private final Download download;

        Limited(OutputStream out, Download download) {
            super(out);
            this.download = download;
        }

        @Override
        public void write(int value) throws IOException {
            download.addBytes(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            download.addBytes(length);
            out.write(bytes, offset, length);
        }
    }
}

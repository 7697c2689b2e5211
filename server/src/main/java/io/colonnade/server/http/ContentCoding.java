package io.colonnade.server.http;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.colonnade.server.format.Offer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** How a body is compressed on its way. */
enum ContentCoding {
    IDENTITY("identity") {
        @Override
        OutputStream encode(OutputStream body) {
            return body;
        }
    },
    GZIP("gzip") {
        @Override
        OutputStream encode(OutputStream body) throws IOException {
            // The format's header is written at once, and would commit the answer to its status.
            return new QuickGzip(new BufferedOutputStream(body, WRITE_BYTES));
        }
    },
    ZSTD("zstd") {
        @Override
        OutputStream encode(OutputStream body) throws IOException {
            return new ZstdOutputStreamNoFinalizer(body, ZSTD_LEVEL);
        }
    };

    /** The fastest: the transfer is to be faster for it, not only smaller. */
    private static final int ZSTD_LEVEL = 1;

    private static final int WRITE_BYTES = 1 << 16;

    private final String word;

    ContentCoding(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Returns a stream that compresses, hands on at each flush what it has, and must be closed to give its memory back. */
    abstract OutputStream encode(OutputStream body) throws IOException;

    /** Returns the codings for what an answer consists of; where a client takes several alike, the first of them. */
    static List<ContentCoding> preferred(Offer.Content content) {
        return switch (content) {
            case TEXT -> List.of(ZSTD, GZIP, IDENTITY);
            case COLUMNS -> List.of(ZSTD, IDENTITY, GZIP);
            case FILE -> List.of(IDENTITY, ZSTD, GZIP);
        };
    }

    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream body) throws IOException {
            super(body, WRITE_BYTES, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

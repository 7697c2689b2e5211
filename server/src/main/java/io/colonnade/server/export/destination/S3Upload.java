package io.colonnade.server.export.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A file on its way into a bucket: parts that nobody sees until {@link #show} makes an object of them. It holds one part in memory while it
 * is written, and none of it afterwards. One thread writes it; the rest is its publication's.
 */
final class S3Upload extends OutputStream {
    /** Stores want 5 MiB at least and take 10,000 parts, and some of them only if all but the last are of one size. */
    private static final int PART = 8 << 20;

    private static final int FIRST = 1 << 16;

    private final S3Bucket bucket;
    private final String key;
    private final String upload;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[FIRST];
    private int held;
    private long length;
    private boolean complete;
    private boolean shown;

    private S3Upload(S3Bucket bucket, String key, String upload) {
        this.bucket = bucket;
        this.key = key;
        this.upload = upload;
    }

    static S3Upload begin(S3Bucket bucket, String key) throws IOException {
        return new S3Upload(bucket, key, bucket.begin(key));
    }

    String key() {
        return key;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (complete) {
            throw new IOException("The file has been closed");
        }
        int at = from;
        while (at < from + count) {
            int some = Math.min(from + count - at, PART - held);
            hold(bytes, at, some);
            at += some;
            if (held == PART) {
                send();
            }
        }
    }

    private void hold(byte[] bytes, int from, int count) {
        if (held + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(PART, Math.max(held + count, 2 * buffer.length)));
        }
        System.arraycopy(bytes, from, buffer, held, count);
        held += count;
    }

    private void send() throws IOException {
        parts.add(bucket.upload(key, upload, parts.size() + 1, buffer, held));
        length += held;
        held = 0;
    }

    /** An object has one part at least, be it an empty one. */
    @Override
    public void close() throws IOException {
        if (!complete) {
            if (held > 0 || parts.isEmpty()) {
                send();
            }
            buffer = new byte[0];
            complete = true;
        }
    }

    /** Makes the object, which who lists the bucket sees from now on. */
    void show() throws IOException {
        if (!complete) {
            throw new IOException("A file is published that has not been closed");
        }
        shown = true;
        try {
            bucket.complete(key, upload, parts);
        } catch (IOException e) {
            if (!isThere()) {
                throw e;
            }
        }
    }

    /** The answer may have been lost and the second try have found nothing to do. No other export has an object of this name. */
    private boolean isThere() throws IOException {
        return bucket.length(key).filter(there -> there == length).isPresent();
    }

    /** Removes whatever the store has of it. */
    void discard() throws IOException {
        bucket.abort(key, upload);
        if (shown) {
            bucket.delete(List.of(key));
        }
    }
}

package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Walks the nodes and buffers of one record batch in the order in which its columns own them, and checks every length
 * that the server states before a reader relies on it. Used once per batch by {@link BatchDecoder}.
 */
final class BatchBody {
    private static final int WITHOUT_ROOM = 1 << 16;

    /** What a message may have without compression; buffers may lie over one another, and each be decompressed. */
    private static final long MOST_DECOMPRESSED = 256L << 20;

    private final RecordBatch batch;
    private final ByteBuffer body;
    private final BodyCompression compression;
    private int node;
    private int buffer;
    private long decompressed;

    BatchBody(RecordBatch batch, ByteBuffer body, BodyCompression compression) {
        this.batch = batch;
        this.body = body;
        this.compression = compression;
    }

    Node nextNode() throws SQLException {
        if (node >= batch.nodesLength()) {
            throw malformed("a column has no node");
        }
        FieldNode next = batch.nodes(node++);
        return new Node(count(next.length()), next.nullCount());
    }

    /** Returns the validity bitmap, or null where every value is there. */
    @Nullable
    ByteBuffer nextValidity(Node owner) throws SQLException {
        ByteBuffer bits = nextBuffer((owner.length() + 7L) / 8, owner.nullCount() == 0);
        return owner.nullCount() == 0 ? null : bits;
    }

    /** Returns the next buffer, which must hold at least that many bytes. */
    ByteBuffer nextBuffer(long least) throws SQLException {
        return nextBuffer(least, false);
    }

    private ByteBuffer nextBuffer(long least, boolean mayBeAbsent) throws SQLException {
        if (buffer >= batch.buffersLength()) {
            throw malformed("a column has no buffer");
        }
        Buffer next = batch.buffers(buffer++);
        long offset = next.offset();
        long length = next.length();
        if (offset < 0 || length < 0 || offset > body.capacity() - length) {
            throw malformed("a buffer lies outside of the body");
        }
        ByteBuffer slice = body.duplicate();
        slice.position((int) offset).limit((int) (offset + length));
        ByteBuffer sent = slice.slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer content = compression.open(sent, MOST_DECOMPRESSED - decompressed);
        decompressed += compression == BodyCompression.NONE ? 0 : content.remaining();
        if (content.remaining() < least && !mayBeAbsent) {
            throw malformed("a buffer is shorter than its column");
        }
        return content;
    }

    /** Checks that lists do not have more elements than their batch has room for: those of some types take none. */
    void checkElements(int elements) throws SQLException {
        if (elements > 8 * (body.capacity() + decompressed) + WITHOUT_ROOM) {
            throw malformed("a list has more elements than its batch has bits");
        }
    }

    /** Checks where a list begins and ends; one that ended before it began could share its elements with all others. */
    static void checkRange(int begin, int end, int length) throws SQLException {
        if (begin < 0 || end < begin || end > length) {
            throw malformed("an offset is out of range");
        }
    }

    static int count(long rows) throws SQLException {
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw malformed("a row count is out of range");
        }
        return (int) rows;
    }

    static SQLException malformed(String why) {
        return SqlState.PROTOCOL_VIOLATION.exception("Cannot read the result: malformed Arrow data, " + why);
    }

    /** How many values a column has in this batch, and how many of them are null. */
    static final class Node {
        private final int length;
        private final long nullCount;

        Node(int length, long nullCount) {
            this.length = length;
            this.nullCount = nullCount;
        }

        int length() {
            return length;
        }

        long nullCount() {
            return nullCount;
        }
    }
}

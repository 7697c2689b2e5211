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
    private final RecordBatch batch;
    private final ByteBuffer body;
    private final BodyCompression compression;
    private int node;
    private int buffer;

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
        ByteBuffer content = compression.open(slice.slice().order(ByteOrder.LITTLE_ENDIAN));
        if (content.remaining() < least && !mayBeAbsent) {
            throw malformed("a buffer is shorter than its column");
        }
        return content;
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

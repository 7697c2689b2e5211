package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowMessage;
import io.colonnade.jdbc.ipc.BatchSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The messages of a result one after the other, each fetched when the one before has been read. For one thread at a time. */
final class ArrowChannel implements ReadableByteChannel {
    private final BatchSource source;
    private final ResultSet owner;
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private long rowsLeft;
    private boolean ended;

    ArrowChannel(BatchSource source, ResultSet owner, long mostRows) throws SQLException {
        this.source = source;
        this.owner = owner;
        this.rowsLeft = mostRows;
        unread.addAll(source.schemaMessage().encapsulated());
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        int before = target.remaining();
        while (target.hasRemaining() && isReady(target.remaining() < before)) {
            copy(unread.element(), target);
            if (!unread.element().hasRemaining()) {
                unread.remove();
            }
        }
        int read = before - target.remaining();
        return read == 0 && before > 0 ? -1 : read;
    }

    private static void copy(ByteBuffer from, ByteBuffer to) {
        int length = Math.min(from.remaining(), to.remaining());
        ByteBuffer part = from.duplicate();
        part.limit(part.position() + length);
        to.put(part);
        from.position(part.position());
    }

    /** Tells whether there is something to copy. Who has got something already does not wait for more. */
    private boolean isReady(boolean contented) throws IOException {
        if (unread.isEmpty() && !contented && !ended) {
            try {
                fetch();
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return !unread.isEmpty();
    }

    private void fetch() throws SQLException {
        ArrowMessage batch = source.nextMessage();
        if (batch == null) {
            ended = true;
            source.close();
            unread.add(ArrowMessage.endOfStream());
            return;
        }
        rowsLeft -= batch.rows();
        if (rowsLeft < 0) {
            throw SqlState.unsupported("a maximum of rows for Arrow where the server does not keep to it; use LIMIT");
        }
        unread.addAll(batch.encapsulated());
    }

    @Override
    public boolean isOpen() {
        try {
            return !owner.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            owner.close();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

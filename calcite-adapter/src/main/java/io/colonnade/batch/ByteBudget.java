package io.colonnade.batch;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes batches may take on their way from sources to clients, in all and for each owner. It counts, and makes nobody
 * wait: readers read ahead only while there is room, and so every stream goes on, in the end batch by batch. Thread-safe.
 */
public final class ByteBudget {
    private final long mostInAll;
    private final long mostPerOwner;
    private final Map<Object, Long> owned = new HashMap<>();
    private long inAll;

    /** Creates a budget of which nothing is taken. */
    public ByteBudget(long mostInAll, long mostPerOwner) {
        this.mostInAll = mostInAll;
        this.mostPerOwner = mostPerOwner;
    }

    /** Returns how many bytes are taken. */
    public synchronized long taken() {
        return inAll;
    }

    /** Opens a stream's share. */
    public Share share(Object owner) {
        return new Share(owner);
    }

    private boolean hasRoom(Object owner, long bytes) {
        return inAll + bytes <= mostInAll && owned.getOrDefault(owner, 0L) + bytes <= mostPerOwner;
    }

    private void add(Object owner, long bytes) {
        inAll += bytes;
        long now = owned.getOrDefault(owner, 0L) + bytes;
        if (now == 0) {
            owned.remove(owner);
        } else {
            owned.put(owner, now);
        }
    }

    /** A share that, once closed, holds nothing and takes nothing, whatever still runs for its stream. Thread-safe. */
    public final class Share implements ByteShare, AutoCloseable {
        private final Object owner;
        private long held;
        private boolean closed;

        private Share(Object owner) {
            this.owner = owner;
        }

        @Override
        public boolean tryTake(long bytes) {
            synchronized (ByteBudget.this) {
                boolean room = hasRoom(owner, bytes);
                if (room) {
                    change(bytes);
                }
                return room;
            }
        }

        @Override
        public void take(long bytes) {
            synchronized (ByteBudget.this) {
                change(bytes);
            }
        }

        @Override
        public void give(long bytes) {
            synchronized (ByteBudget.this) {
                change(-bytes);
            }
        }

        @Override
        public boolean isTight() {
            synchronized (ByteBudget.this) {
                return !hasRoom(owner, 1);
            }
        }

        private void change(long bytes) {
            if (!closed) {
                held += bytes;
                add(owner, bytes);
            }
        }

        @Override
        public void close() {
            synchronized (ByteBudget.this) {
                change(-held);
                closed = true;
            }
        }
    }
}

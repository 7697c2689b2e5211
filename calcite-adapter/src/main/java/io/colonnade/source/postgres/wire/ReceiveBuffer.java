package io.colonnade.source.postgres.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The bytes that have arrived and are not consumed yet, in memory outside the heap, so that messages are read where they lie.
 * For one thread.
 *
 * <p>It gathers: a reader that always waits is woken for each piece of 8 KB that PostgreSQL sends, and the sender pays for the
 * wake-ups. So once a result is known to be long, it lets some pieces come together after a short read.
 */
final class ReceiveBuffer implements AutoCloseable {
    private static final int CAPACITY = 512 << 10;
    private static final int LONG_RESULT = 256 << 10;
    private static final int SHORT_READ = 64 << 10;
    private static final long GATHERING_NANOSECONDS = 100_000;

    private final Transport transport;
    private final BufferAllocator allocator;

    private ArrowBuf memory;
    private ByteBuffer view;
    private long address;
    private int position;
    private int limit;
    private long received;
    private boolean gather;

    ReceiveBuffer(Transport transport, BufferAllocator allocator) {
        this.transport = transport;
        this.allocator = allocator;
        this.memory = allocator.buffer(CAPACITY);
        this.view = memory.nioBuffer(0, CAPACITY);
        this.address = memory.memoryAddress();
    }

    /** Returns the address of the next byte; it holds until the next call of {@link #await}. */
    long address() {
        return address + position;
    }

    /** Returns how many bytes may be read from {@link #address()} on. */
    int available() {
        return limit - position;
    }

    /** Moves on behind bytes that have been read. */
    void skip(int bytes) {
        position += bytes;
    }

    /** Returns how many bytes have arrived in all. */
    long received() {
        return received;
    }

    /** Waits until so many bytes are there. */
    void await(int bytes) throws IOException {
        if (available() < bytes) {
            makeRoom(bytes);
            while (available() < bytes) {
                receive();
            }
        }
    }

    private void receive() throws IOException {
        if (gather) {
            LockSupport.parkNanos(GATHERING_NANOSECONDS);
        }
        view.limit(view.capacity()).position(limit);
        int count = transport.read(view);
        if (count < 0) {
            throw new EOFException("the database closed the connection");
        }
        limit += count;
        received += count;
        gather = received > LONG_RESULT && count < SHORT_READ;
    }

    /** What is left moves to the front, mostly a part of a row: a read into a short rest of the memory would be a short read. */
    private void makeRoom(int bytes) {
        if (bytes > view.capacity()) {
            moveTo(bytes);
        } else if (view.capacity() > CAPACITY && bytes <= CAPACITY) {
            moveTo(CAPACITY);
        } else if (position > 0) {
            MemoryUtil.copyMemory(address + position, address, available());
            limit -= position;
            position = 0;
        }
    }

    private void moveTo(int capacity) {
        ArrowBuf wider = allocator.buffer(capacity);
        MemoryUtil.copyMemory(address + position, wider.memoryAddress(), available());
        memory.close();
        memory = wider;
        view = wider.nioBuffer(0, capacity);
        address = wider.memoryAddress();
        limit -= position;
        position = 0;
    }

    @Override
    public void close() {
        memory.close();
    }
}

package io.colonnade.server.http;

import io.colonnade.batch.ByteShare;
import io.colonnade.server.format.BatchWriter;
import java.io.IOException;

/** Counts the memory of the rows that a writer keeps from batch to batch as its stream's. One thread writes. */
final class CountedWriter implements BatchWriter {
    private final BatchWriter writer;
    private final ByteShare memory;
    private long counted;

    CountedWriter(BatchWriter writer, ByteShare memory) {
        this.writer = writer;
        this.memory = memory;
    }

    private void count(long bytes) {
        memory.take(bytes);
        memory.give(counted);
        counted = bytes;
    }

    @Override
    public void start() throws IOException {
        writer.start();
    }

    @Override
    public void writeBatch() throws IOException {
        writer.writeBatch();
        count(writer.held());
    }

    @Override
    public long held() {
        return writer.held();
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
    }

    @Override
    public void fail(String problem) throws IOException {
        writer.fail(problem);
    }

    @Override
    public void close() {
        writer.close();
        count(0);
    }
}

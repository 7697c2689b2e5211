package io.colonnade.source;

import io.colonnade.batch.BatchReader;
import io.colonnade.finding.Finding;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;

/** A source that leaves everything but its name to another; tests override what they watch. */
public abstract class ForwardingSource implements Source {
    private final String name;
    private final Source source;

    /** Creates a source under a name of its own. */
    protected ForwardingSource(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return source.capabilities();
    }

    @Override
    public StatementDescription describe(String select) {
        return source.describe(select);
    }

    @Override
    public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
        return source.read(statement, options, allocator);
    }

    @Override
    public SourceSnapshot openSnapshot() {
        return source.openSnapshot();
    }

    @Override
    public SourceSnapshot openTransaction() {
        return source.openTransaction();
    }

    @Override
    public List<PageRange> split(SourceStatement statement, SourceSnapshot snapshot, int parts) {
        return source.split(statement, snapshot, parts);
    }

    @Override
    public OptionalLong estimate(SourceStatement statement) {
        return source.estimate(statement);
    }

    @Override
    public List<Finding> examine(SourceUse use) {
        return source.examine(use);
    }

    @Override
    public SourceState state() {
        return source.state();
    }

    @Override
    public boolean isHealthy() {
        return source.isHealthy();
    }

    @Override
    public void close() {
        source.close();
    }
}

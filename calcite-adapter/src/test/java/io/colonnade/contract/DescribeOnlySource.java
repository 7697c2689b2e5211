package io.colonnade.contract;

import io.colonnade.batch.BatchReader;
import io.colonnade.finding.Finding;
import io.colonnade.source.Capabilities;
import io.colonnade.source.PageRange;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceState;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceUse;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;

/** A source that is asked for descriptions and for nothing else. */
abstract class DescribeOnlySource implements Source {
    private final String name;

    DescribeOnlySource(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Capabilities.Kind.POSTGRESQL, 14, false);
    }

    @Override
    public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
        throw new UnsupportedOperationException("This source only describes");
    }

    @Override
    public SourceSnapshot openTransaction() {
        throw new UnsupportedOperationException("This source only describes");
    }

    @Override
    public SourceSnapshot openSnapshot() {
        throw new UnsupportedOperationException("This source only describes");
    }

    @Override
    public List<PageRange> split(SourceStatement statement, SourceSnapshot snapshot, int parts) {
        throw new UnsupportedOperationException("This source only describes");
    }

    @Override
    public OptionalLong estimate(SourceStatement statement) {
        throw new UnsupportedOperationException("This source only describes");
    }

    @Override
    public List<Finding> examine(SourceUse use) {
        throw new UnsupportedOperationException("This source only describes");
    }

    @Override
    public SourceState state() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isHealthy() {
        return true;
    }

    @Override
    public void close() {}
}

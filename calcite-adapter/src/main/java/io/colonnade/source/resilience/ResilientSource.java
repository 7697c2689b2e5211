package io.colonnade.source.resilience;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.finding.Finding;
import io.colonnade.source.Capabilities;
import io.colonnade.source.PageRange;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceState;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceUse;
import io.colonnade.source.StatementDescription;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A source that is asked again when it fails in passing, and that answers at once, with an error, while it is down. A statement
 * is begun again only as long as none of its rows have been handed out, and never for an error of its own. Made by the
 * server's wiring around each source. Thread-safe.
 */
public final class ResilientSource implements Source {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Source source;
    private final ResilienceSettings settings;
    private final Breaker breaker;
    private volatile @Nullable Capabilities capabilities;

    /** Creates a source around another, which it closes. */
    public ResilientSource(Source source, ResilienceSettings settings) {
        this.source = source;
        this.settings = settings;
        this.breaker = new Breaker(source.name(), settings, source::isHealthy);
    }

    private <T> T ask(Supplier<T> question) {
        Tries tries = new Tries(settings, LONGEST);
        while (true) {
            try {
                return breaker.ask(question);
            } catch (ColonnadeException failure) {
                tries.next(failure);
            }
        }
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Capabilities capabilities() {
        // What is known already says nothing of how the source is now.
        Capabilities known = capabilities;
        if (known == null) {
            known = ask(source::capabilities);
            capabilities = known;
        }
        return known;
    }

    @Override
    public StatementDescription describe(String select) {
        return ask(() -> source.describe(select));
    }

    @Override
    public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
        Duration spent = options.spent();
        return new RepeatedReader(
                breaker,
                new Tries(settings, options.timeout().minus(spent)),
                gone -> source.read(statement, options.after(spent.plus(gone)), allocator),
                allocator);
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
        return ask(() -> source.estimate(statement));
    }

    @Override
    public List<Finding> examine(SourceUse use) {
        return ask(() -> source.examine(use));
    }

    @Override
    public SourceState state() {
        SourceState state = source.state();
        return breaker.isOpen() ? state.whileLeftAlone() : state;
    }

    /**
     * Whoever asks for the health of a source that is left alone tries it, once that is due. That it is not healthy may be for
     * want of a free connection, and alone is no reason to leave it alone.
     */
    @Override
    public boolean isHealthy() {
        return breaker.tried();
    }

    @Override
    public void close() {
        source.close();
    }
}

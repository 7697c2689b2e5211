package io.colonnade.local;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One DuckDB instance in memory that runs what no source can: joins across sources and expressions that must not leave
 * the process. It has no way to files, the network or extensions, which is proved at every start. Thread-safe; the
 * composition root owns it.
 */
public final class LocalEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);

    private final DuckDBConnection instance;
    private final Path directory;
    private final Set<LocalReader> running = ConcurrentHashMap.newKeySet();

    private LocalEngine(DuckDBConnection instance, Path directory) {
        this.instance = instance;
        this.directory = directory;
    }

    /**
     * Starts the engine.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if the directory cannot be used; INTERNAL if the engine does not keep its limits
     */
    public static LocalEngine start(LocalEngineSettings settings) {
        Path directory = privateDirectory(settings.temporaryDirectory());
        LockDown lockDown = new LockDown(settings, directory);
        try (Connection first = DriverManager.getConnection("jdbc:duckdb:", lockDown.properties())) {
            lockDown.apply(first);
            return new LocalEngine(first.unwrap(DuckDBConnection.class).duplicate(), directory);
        } catch (SQLException e) {
            delete(directory);
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INTERNAL,
                    SqlState.INTERNAL_ERROR,
                    "Cannot start the local engine: see the server's log");
        } catch (ColonnadeException e) {
            delete(directory);
            throw e;
        }
    }

    /**
     * Returns the rows of a statement; nothing runs before the first batch is asked for. Closing the reader closes the inputs.
     *
     * @param allocator owns the batches; the caller closes it after the reader
     */
    public BatchReader run(LocalStatement statement, BufferAllocator allocator) {
        return new LocalReader(this, statement, allocator);
    }

    /** Opens a connection of its own for a reader, which gives it back by {@link #finished}. */
    DuckDBConnection connect(LocalReader reader) throws SQLException {
        running.add(reader);
        return instance.duplicate();
    }

    void finished(LocalReader reader) {
        running.remove(reader);
    }

    /** DuckDB forgets an interruption that comes just before a statement starts, so it is repeated. */
    void interruptUntilFinished(LocalReader reader) {
        CompletableFuture.runAsync(
                () -> {
                    if (running.contains(reader)) {
                        reader.interrupt();
                        interruptUntilFinished(reader);
                    }
                },
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    }

    /** Cancels what still runs and ends the engine once its readers are closed. */
    @Override
    public void close() {
        running.forEach(BatchReader::cancel);
        try {
            instance.close();
        } catch (SQLException e) {
            LOG.warn("The local engine did not close cleanly", e);
        }
        delete(directory);
    }

    private static Path privateDirectory(Path parent) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), "local-")
                    .toRealPath();
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot use the temporary directory " + parent + ": it cannot be created or written");
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Cannot delete the temporary directory {}", directory, e);
        }
    }
}

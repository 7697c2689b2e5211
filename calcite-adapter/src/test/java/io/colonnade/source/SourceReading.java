package io.colonnade.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.source.postgres.PostgresSettings;
import io.colonnade.source.postgres.PostgresSource;
import io.colonnade.type.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A source and an allocator for one test, which ends with nothing allocated. */
public final class SourceReading implements AutoCloseable {
    /** What a read has unless a test says otherwise. */
    public static final ReadOptions OPTIONS = ReadOptions.within(Duration.ofMinutes(1));

    private final RootAllocator allocator = new RootAllocator();
    private final PostgresSource source;

    /** Reads the fixture's database. */
    public SourceReading(PostgresFixture fixture) {
        this(fixture.settings());
    }

    /** Reads with settings of the test's own. */
    public SourceReading(PostgresSettings settings) {
        source = new PostgresSource(settings);
    }

    /** Returns the source. */
    public PostgresSource source() {
        return source;
    }

    /** Returns what Arrow holds now. */
    public RootAllocator allocator() {
        return allocator;
    }

    /** Returns a column that a contract promises. */
    public static ResultColumn promised(String name, String type) {
        return new ResultColumn(name, ColumnType.parse(type).orElseThrow(), true, "p.b." + name);
    }

    /** Returns a column that a contract promises never to be NULL. */
    public static ResultColumn required(String name, String type) {
        return new ResultColumn(name, promised(name, type).type(), false, "p.b." + name);
    }

    /** Returns a column that a query computes. */
    public static ResultColumn computed(String name, String type) {
        return new ResultColumn(name, promised(name, type).type(), true, "");
    }

    /** Starts a statement. */
    public BatchReader read(String sql, ReadOptions options, ResultColumn... columns) {
        return source.read(new SourceStatement(sql, List.of(), List.of(columns)), options, allocator);
    }

    /** Returns the one promised value that an expression gives. */
    public @Nullable Object value(String type, String expression) {
        return rows("SELECT " + expression, List.of(), OPTIONS, promised("c", type))
                .get(0)
                .get(0);
    }

    /** Returns all rows. */
    public List<List<@Nullable Object>> rows(String sql, ResultColumn... columns) {
        return rows(sql, List.of(), OPTIONS, columns);
    }

    /** Returns all rows of a statement with parameters. */
    public List<List<@Nullable Object>> rows(
            String sql, List<Parameter> parameters, ReadOptions options, ResultColumn... columns) {
        return rows(new SourceStatement(sql, parameters, List.of(columns)), options);
    }

    /** Returns all rows of a statement. */
    public List<List<@Nullable Object>> rows(SourceStatement statement, ReadOptions options) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BatchReader reader = source.read(statement, options, allocator)) {
            while (reader.loadNextBatch()) {
                collect(reader.getVectorSchemaRoot(), rows);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return rows;
    }

    private static void collect(VectorSchemaRoot root, List<List<@Nullable Object>> rows) {
        for (int row = 0; row < root.getRowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (FieldVector vector : root.getFieldVectors()) {
                values.add(VectorValues.read(vector, row));
            }
            rows.add(values);
        }
    }

    @Override
    public void close() {
        source.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }
}

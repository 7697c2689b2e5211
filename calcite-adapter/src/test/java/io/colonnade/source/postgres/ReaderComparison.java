package io.colonnade.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.source.postgres.PostgresSettings.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The same statements through both readers, batch by batch: the same rows bit for bit, or the same refusal. */
final class ReaderComparison implements AutoCloseable {
    private static final String BATCH = "a batch";
    private static final String END = "the end";

    private final SourceReading wire = reading(Reader.WIRE);
    private final SourceReading jdbc = reading(Reader.JDBC);

    private static SourceReading reading(Reader reader) {
        return new SourceReading(
                PostgresFixture.shared().settings().withMaximumPoolSize(2).withReader(reader));
    }

    /** Reads with both, compares, and returns whether the values fitted; a statement that the database refuses is a mistake. */
    boolean assertSame(String sql, ResultColumn... columns) {
        String outcome = outcome(sql, columns);
        if (!outcome.equals(END)) {
            assertThat(outcome).as(sql).contains(" Cannot return ");
        }
        return outcome.equals(END);
    }

    /** Reads with both, compares, and returns the refusal or that it came to the end. */
    String outcome(String sql, ResultColumn... columns) {
        try (BatchReader found = wire.read(sql, SourceReading.OPTIONS, columns);
                BatchReader expected = jdbc.read(sql, SourceReading.OPTIONS, columns)) {
            String outcome = load(expected);
            while (outcome.equals(BATCH)) {
                assertThat(load(found)).as(sql).isEqualTo(BATCH);
                assertSameBatch(sql, found.getVectorSchemaRoot(), expected.getVectorSchemaRoot());
                outcome = load(expected);
            }
            assertThat(load(found)).as(sql).isEqualTo(outcome);
            return outcome;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String load(BatchReader reader) throws IOException {
        try {
            return reader.loadNextBatch() ? BATCH : END;
        } catch (ColonnadeException refusal) {
            return refusal.kind() + " " + refusal.sqlState() + " " + refusal.getMessage();
        }
    }

    private static void assertSameBatch(String sql, VectorSchemaRoot found, VectorSchemaRoot expected) {
        assertThat(found.getSchema()).isEqualTo(expected.getSchema());
        assertThat(found.getRowCount()).as(sql).isEqualTo(expected.getRowCount());
        for (int column = 0; column < expected.getFieldVectors().size(); column++) {
            assertSameColumn(sql, found.getVector(column), expected.getVector(column));
        }
    }

    private static void assertSameColumn(String sql, FieldVector found, FieldVector expected) {
        assertThat(found.getNullCount()).as(sql).isEqualTo(expected.getNullCount());
        for (int row = 0; row < expected.getValueCount(); row++) {
            if (!areSame(found, expected, row)) {
                assertThat(found.getObject(row))
                        .as("%s row %d of %s", expected.getName(), row, sql)
                        .isEqualTo(expected.getObject(row));
                throw new AssertionError(
                        "different bits of the same value in " + expected.getName() + " row " + row + " of " + sql);
            }
        }
    }

    private static boolean areSame(FieldVector found, FieldVector expected, int row) {
        if (found.isNull(row) || expected.isNull(row)) {
            return found.isNull(row) && expected.isNull(row);
        }
        if (expected instanceof BitVector bits) {
            return ((BitVector) found).get(row) == bits.get(row);
        }
        long length = end(expected, row) - start(expected, row);
        return end(found, row) - start(found, row) == length
                && areSame(
                        found.getDataBuffer(),
                        start(found, row),
                        expected.getDataBuffer(),
                        start(expected, row),
                        length);
    }

    private static boolean areSame(ArrowBuf found, long foundStart, ArrowBuf expected, long start, long length) {
        for (long index = 0; index < length; index++) {
            if (found.getByte(foundStart + index) != expected.getByte(start + index)) {
                return false;
            }
        }
        return true;
    }

    private static long start(FieldVector vector, int row) {
        if (vector instanceof BaseFixedWidthVector fixed) {
            return (long) row * fixed.getTypeWidth();
        }
        return vector instanceof LargeVarCharVector
                ? vector.getOffsetBuffer().getLong(8L * row)
                : vector.getOffsetBuffer().getInt(4L * row);
    }

    private static long end(FieldVector vector, int row) {
        return start(vector, row + 1);
    }

    @Override
    public void close() {
        wire.close();
        jdbc.close();
    }
}

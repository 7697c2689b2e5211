package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.source.postgres.PostgresSettings.Reader;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL itself stops where nobody takes more rows, and its connection stays good. */
class FirstRowsTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final ResultColumn ID = computed("id", "int32");

    private static SourceReading reading(Reader reader) {
        return new SourceReading(DATABASE.settings().withReader(reader));
    }

    /** Fails for its fiftieth row, which PostgreSQL must not come to. */
    private static SourceStatement failingLater(String order) {
        return new SourceStatement(
                "SELECT i + 0 / (i - 50) FROM generate_series(?, 100000) AS s (i)" + order,
                List.of(new Parameter(ColumnType.of(TypeName.INT32), 1)),
                List.of(ID));
    }

    @ParameterizedTest
    @EnumSource
    void rowsBehindTheLastOneThatIsTakenAreNotComputed(Reader reader) {
        try (SourceReading reading = reading(reader)) {
            assertThat(reading.rows(failingLater(""), OPTIONS.first(40))).hasSize(40);
            assertThatThrownBy(() -> reading.rows(failingLater(""), OPTIONS.first(60)))
                    .hasMessageContaining("division by zero");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrderStaysTheStatements(Reader reader) {
        String sql = "WITH s AS (SELECT i, i AS i FROM generate_series(1, 5000) AS s (i))"
                + " SELECT a FROM s AS t (a, b) ORDER BY b % 7 DESC, a DESC -- the end";
        try (SourceReading reading = reading(reader)) {
            SourceStatement statement = new SourceStatement(sql, List.of(), List.of(ID));
            assertThat(reading.rows(statement, OPTIONS.first(3_000)))
                    .isEqualTo(reading.rows(statement, OPTIONS).subList(0, 3_000));
        }
    }

    @Test
    void theConnectionIsUsedAgain() {
        ResultColumn[] pid = {computed("pid", "int32")};
        String sql = "SELECT pg_backend_pid() FROM generate_series(1, 10000000)";
        SourceStatement statement = new SourceStatement(sql, List.of(), List.of(pid));
        try (SourceReading reading = new SourceReading(DATABASE)) {
            int most = ReadOptions.BATCH_ROWS * 2 + 2_048;
            assertThat(reading.rows(statement, OPTIONS.first(most)))
                    .hasSize(most)
                    .containsOnly(reading.rows(statement, OPTIONS.first(1)).get(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesHaveAsManyRowsAsAreWantedWithinTheBounds(Reader reader) throws IOException {
        try (SourceReading reading = reading(reader)) {
            assertThat(largest(reading, 500)).isEqualTo(500);
            assertThat(largest(reading, 1)).isEqualTo(ReadOptions.LEAST_BATCH_ROWS);
            assertThat(largest(reading, 1_000_000)).isEqualTo(ReadOptions.BATCH_ROWS);
            assertThat(largest(reading, 0)).isEqualTo(ReadOptions.BATCH_ROWS);
        }
    }

    private static int largest(SourceReading reading, int wanted) throws IOException {
        int largest = 0;
        String sql = "SELECT i FROM generate_series(1, 50000) AS s (i)";
        try (BatchReader reader = reading.read(sql, OPTIONS.batchesOf(wanted), ID)) {
            while (reader.loadNextBatch()) {
                largest = Math.max(largest, reader.getVectorSchemaRoot().getRowCount());
            }
        }
        return largest;
    }
}

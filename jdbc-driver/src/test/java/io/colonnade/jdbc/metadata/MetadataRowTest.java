package io.colonnade.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.HeldRows;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetadataRowTest {
    @Test
    @Timeout(60)
    void anAnswerWithoutAnEndIsGivenUpAndClosed() {
        Endless source = new Endless();
        assertThatThrownBy(() -> MetadataRow.readAll(source))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
        assertThat(source.closed).isTrue();
    }

    private static final class Endless implements BatchSource {
        private final HeldRows held = new HeldRows(
                List.of(ArrowField.of("remarks", ArrowKind.UTF8)),
                List.<Object[]>of(new Object[] {"x".repeat(1 << 20)}));
        private boolean closed;

        @Override
        public List<ColumnReader> columns() {
            return held.columns();
        }

        @Override
        public boolean hasNextBatch() {
            return true;
        }

        @Override
        public int nextBatch() {
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

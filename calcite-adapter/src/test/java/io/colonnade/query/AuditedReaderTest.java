package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.ListReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditOutcome;
import io.colonnade.security.audit.AuditOutcome.Ending;
import io.colonnade.security.audit.AuditedAccess;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the record of a result's end says. */
final class AuditedReaderTest {
    private static final Schema SCHEMA = new Schema(List.of(Field.notNullable("id", new ArrowType.Int(32, true))));
    private static final AuditedAccess ACCESS = new AuditedAccess(
            "q", "eve", List.of("shop@1.0.0"), "flight-sql", "arrow", "", List.of(), List.of(), null, null);

    private final RootAllocator allocator = new RootAllocator();
    private final RecordingAudit audit = new RecordingAudit();

    @AfterEach
    void nothingStaysAllocated() {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void aCompleteResultIsCounted() throws IOException {
        AuditedReader reader = reader(rows(3), rows(2));
        drain(reader);
        assertThat(audit.events()).isEmpty();
        reader.close();

        assertThat(audit.last().kind()).isEqualTo(AuditEvent.Kind.FINISHED);
        assertThat(audit.last().access()).isEqualTo(ACCESS);
        assertThat(outcome().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(outcome().rows()).isEqualTo(5);
        assertThat(outcome().bytes()).isGreaterThanOrEqualTo(20);
        assertThat(outcome().sqlState()).isNull();
    }

    @Test
    void anEmptyResultIsComplete() throws IOException {
        AuditedReader reader = reader();
        drain(reader);
        reader.close();
        assertThat(outcome()).isEqualTo(AuditOutcome.completed(0, 0));
    }

    @Test
    void aFailureKeepsItsStateAndWhatLeftBefore() throws IOException {
        AuditedReader reader = reader(rows(3), fails(overflow()));
        assertThat(reader.loadNextBatch()).isTrue();
        assertThatThrownBy(reader::loadNextBatch).isInstanceOf(ColonnadeException.class);
        reader.close();
        assertThat(outcome().ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome().rows()).isEqualTo(3);
        assertThat(outcome().sqlState()).isEqualTo("22003");
    }

    @Test
    void aFailureThatNobodyForesawIsInternal() throws IOException {
        AuditedReader reader = reader(fails(new IllegalStateException("a fault")));
        assertThatThrownBy(reader::loadNextBatch).isInstanceOf(IllegalStateException.class);
        reader.close();
        assertThat(outcome()).isEqualTo(AuditOutcome.failed(0, 0, "XX000"));
    }

    @Test
    void anErrorOfTheMachineIsAFailureToo() throws IOException {
        AuditedReader reader = reader(batch -> {
            throw new OutOfMemoryError("none left");
        });
        assertThatThrownBy(reader::loadNextBatch).isInstanceOf(OutOfMemoryError.class);
        reader.close();
        assertThat(outcome()).isEqualTo(AuditOutcome.failed(0, 0, "XX000"));
    }

    @Test
    void aResultThatIsClosedEarlyWasCancelled() throws IOException {
        AuditedReader reader = reader(rows(3), rows(2));
        assertThat(reader.loadNextBatch()).isTrue();
        reader.close();
        assertThat(outcome().ending()).isEqualTo(Ending.CANCELLED);
        assertThat(outcome().rows()).isEqualTo(3);
        assertThat(outcome().sqlState()).isEqualTo("57014");
    }

    @Test
    void aCancelReachesTheRowsAndNamesTheEnd() throws IOException {
        ListReader rows = new ListReader(SCHEMA, List.of(fails(overflow())), allocator);
        AuditedReader reader = new AuditedReader(rows, audit, ACCESS, null, allocator);
        reader.cancel();
        assertThatThrownBy(reader::loadNextBatch).isInstanceOf(ColonnadeException.class);
        reader.close();
        assertThat(rows.cancelled).isEqualTo(1);
        assertThat(outcome()).isEqualTo(AuditOutcome.cancelled(0, 0));
    }

    @Test
    void aCancelAfterTheLastRowChangesNothing() throws IOException {
        AuditedReader reader = reader(rows(1));
        drain(reader);
        reader.cancel();
        reader.close();
        assertThat(outcome().ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void theEndIsWrittenOnce() throws IOException {
        AuditedReader reader = reader(rows(1));
        drain(reader);
        reader.close();
        reader.close();
        assertThat(audit.events()).hasSize(1);
    }

    @Test
    void rowsAreFreedEvenIfTheEndCannotBeWritten() throws IOException {
        ListReader rows = new ListReader(SCHEMA, List.of(rows(1)), allocator);
        AuditedReader reader = new AuditedReader(rows, audit, ACCESS, null, allocator);
        drain(reader);
        audit.breakDown();
        assertThatThrownBy(reader::close).isInstanceOf(IllegalStateException.class);
        assertThat(rows.closed).isEqualTo(1);
    }

    @SafeVarargs
    private AuditedReader reader(Consumer<VectorSchemaRoot>... batches) {
        return new AuditedReader(new ListReader(SCHEMA, List.of(batches), allocator), audit, ACCESS, null, allocator);
    }

    private static Consumer<VectorSchemaRoot> rows(int count) {
        return batch -> {
            IntVector ids = (IntVector) batch.getVector(0);
            for (int i = 0; i < count; i++) {
                ids.setSafe(i, i);
            }
            batch.setRowCount(count);
        };
    }

    private static Consumer<VectorSchemaRoot> fails(RuntimeException failure) {
        return batch -> {
            throw failure;
        };
    }

    private static ColonnadeException overflow() {
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.NUMERIC_OUT_OF_RANGE, "out of range");
    }

    private AuditOutcome outcome() {
        AuditOutcome outcome = audit.last().outcome();
        assertThat(outcome).isNotNull();
        return outcome;
    }

    private static void drain(AuditedReader reader) throws IOException {
        while (reader.loadNextBatch()) {
            assertThat(reader.getVectorSchemaRoot().getRowCount()).isPositive();
        }
    }
}

package io.colonnade.server.export;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.OneBatchReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** What commands answer: how each export stands, a row each. Threads as {@link OneBatchReader}. */
public final class ExportReport extends OneBatchReader {
    private static final ArrowType TEXT = new ArrowType.Utf8();
    private static final ArrowType LONG = new ArrowType.Int(Long.SIZE, true);
    private static final ArrowType TIME = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    /** The columns. */
    public static final Schema SCHEMA = new Schema(List.of(
            field("export", TEXT, false),
            field("state", TEXT, false),
            field("destination", TEXT, false),
            field("rows", LONG, false),
            field("bytes", LONG, false),
            field("files", new ArrowType.Int(Integer.SIZE, true), false),
            field("requester", TEXT, false),
            field("waits_for", TEXT, false),
            field("requested", TIME, false),
            field("ended", TIME, true),
            field("error", TEXT, true),
            field("expected_rows", LONG, true)));

    /** Says that the number of rows is not known. */
    private static final long UNKNOWN = -1;

    private final List<ExportStatus> exports;

    /** Creates a reader of so many rows. */
    public ExportReport(List<ExportStatus> exports, BufferAllocator allocator) {
        super(SCHEMA, allocator);
        this.exports = List.copyOf(exports);
    }

    private static Field field(String name, ArrowType type, boolean nullable) {
        return new Field(name, new FieldType(nullable, type, null), null);
    }

    /**
     * Returns how many rows an export has had by its report, which is read.
     *
     * @return -1 while it waits or runs
     */
    public static long rows(BatchReader report) throws IOException {
        VectorSchemaRoot root = report.getVectorSchemaRoot();
        boolean ended = report.loadNextBatch() && !root.getVector("ended").isNull(0);
        return ended ? ((BigIntVector) root.getVector("rows")).get(0) : UNKNOWN;
    }

    @Override
    protected int fill(VectorSchemaRoot root) {
        for (int row = 0; row < exports.size(); row++) {
            fill(root, row, exports.get(row));
        }
        return exports.size();
    }

    private static void fill(VectorSchemaRoot root, int row, ExportStatus export) {
        text(root, "export", row, export.export());
        text(root, "state", row, export.state().name().toLowerCase(Locale.ROOT));
        text(root, "destination", row, export.destination());
        ((BigIntVector) root.getVector("rows")).setSafe(row, export.rows());
        ((BigIntVector) root.getVector("bytes")).setSafe(row, export.bytes());
        ((IntVector) root.getVector("files")).setSafe(row, export.files());
        text(root, "requester", row, export.requester());
        text(root, "waits_for", row, export.waitsFor());
        time(root, "requested", row, export.requested());
        time(root, "ended", row, export.ended());
        text(root, "error", row, export.error());
        if (export.expectedRows() != null) {
            ((BigIntVector) root.getVector("expected_rows")).setSafe(row, export.expectedRows());
        }
    }

    private static void text(VectorSchemaRoot root, String column, int row, @Nullable String value) {
        if (value != null) {
            ((VarCharVector) root.getVector(column)).setSafe(row, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void time(VectorSchemaRoot root, String column, int row, @Nullable Instant value) {
        if (value != null) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, value);
            ((TimeStampMicroTZVector) root.getVector(column)).setSafe(row, micros);
        }
    }
}

package io.colonnade.it.bench;

import io.colonnade.source.ReadOptions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** TPC-H's line items as record batches in memory, of as many rows as a source's. */
final class LineItemBatches implements AutoCloseable {
    private static final ArrowType INT64 = new ArrowType.Int(64, true);
    private static final ArrowType MONEY = new ArrowType.Decimal(12, 2, 128);
    private static final ArrowType DATE = new ArrowType.Date(DateUnit.DAY);
    private static final ArrowType TEXT = new ArrowType.Utf8();

    static final Schema SCHEMA = new Schema(List.of(
            keyField("orderkey", INT64),
            field("partkey", INT64),
            field("suppkey", INT64),
            keyField("linenumber", new ArrowType.Int(32, true)),
            field("quantity", MONEY),
            field("extendedprice", MONEY),
            field("discount", MONEY),
            field("tax", MONEY),
            field("returnflag", TEXT),
            field("linestatus", TEXT),
            field("shipdate", DATE),
            field("commitdate", DATE),
            field("receiptdate", DATE),
            field("shipinstruct", TEXT),
            field("shipmode", TEXT),
            field("comment", TEXT)));

    private final List<ArrowRecordBatch> batches = new ArrayList<>();

    private static Field field(String name, ArrowType type) {
        return new Field(name, FieldType.notNullable(type), null);
    }

    private static Field keyField(String name, ArrowType type) {
        return new Field(name, new FieldType(false, type, null, Map.of("colonnade.key", "true")), null);
    }

    static LineItemBatches of(double scale, BufferAllocator allocator) {
        LineItemBatches made = new LineItemBatches();
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            int row = 0;
            for (LineItem item : new LineItemGenerator(scale, 1, 1)) {
                fill(root.getFieldVectors(), row++, item);
                if (row == ReadOptions.BATCH_ROWS) {
                    made.add(root, row);
                    row = 0;
                }
            }
            made.add(root, row);
        }
        return made;
    }

    private void add(VectorSchemaRoot root, int rows) {
        root.setRowCount(rows);
        batches.add(new VectorUnloader(root).getRecordBatch());
        root.clear();
    }

    private static void fill(List<FieldVector> columns, int row, LineItem item) {
        integers(columns, row, item.getOrderKey(), item.getPartKey(), item.getSupplierKey());
        ((IntVector) columns.get(3)).setSafe(row, item.getLineNumber());
        long[] money = {
            100 * item.getQuantity(), item.getExtendedPriceInCents(), item.getDiscountPercent(), item.getTaxPercent()
        };
        for (int i = 0; i < money.length; i++) {
            ((DecimalVector) columns.get(4 + i)).setSafe(row, money[i]);
        }
        int[] days = {item.getShipDate(), item.getCommitDate(), item.getReceiptDate()};
        for (int i = 0; i < days.length; i++) {
            ((DateDayVector) columns.get(10 + i)).setSafe(row, days[i]);
        }
        texts(columns, 8, row, item.getReturnFlag(), item.getStatus());
        texts(columns, 13, row, item.getShipInstructions(), item.getShipMode(), item.getComment());
    }

    private static void integers(List<FieldVector> columns, int row, long... values) {
        for (int i = 0; i < values.length; i++) {
            ((BigIntVector) columns.get(i)).setSafe(row, values[i]);
        }
    }

    private static void texts(List<FieldVector> columns, int first, int row, String... values) {
        for (int i = 0; i < values.length; i++) {
            ((VarCharVector) columns.get(first + i)).setSafe(row, values[i].getBytes(StandardCharsets.UTF_8));
        }
    }

    long rows() {
        return batches.stream().mapToLong(ArrowRecordBatch::getLength).sum();
    }

    List<ArrowRecordBatch> batches() {
        return batches;
    }

    @Override
    public void close() {
        batches.forEach(ArrowRecordBatch::close);
    }
}

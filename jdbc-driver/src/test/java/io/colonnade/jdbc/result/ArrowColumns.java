package io.colonnade.jdbc.result;

import io.colonnade.jdbc.ipc.BatchDecoder;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.IpcMessages;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Results as Arrow's own library writes them, read by the driver's result sets: values of java.lang and java.time in, JDBC out. */
final class ArrowColumns {
    private ArrowColumns() {}

    /** Makes a result of one column, a value a row. */
    static ResultSet result(ArrowType type, List<@Nullable Object> values) throws SQLException {
        return result(field(type), values);
    }

    /** Makes a nullable field; lists are of 32-bit integers. */
    static Field field(ArrowType type) {
        List<Field> children = type instanceof ArrowType.List
                ? List.of(Field.nullable("item", new ArrowType.Int(32, true)))
                : List.of();
        return new Field("c", FieldType.nullable(type), children);
    }

    static ResultSet result(Field field, List<@Nullable Object> values) throws SQLException {
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(field)), allocator)) {
            root.allocateNew();
            for (int row = 0; row < values.size(); row++) {
                put(root.getVector(0), row, values.get(row));
            }
            root.setRowCount(values.size());
            return new ColonnadeResultSet(new OneBatch(IpcMessages.of(root)), null, 0);
        }
    }

    private static void put(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (vector instanceof ListVector list) {
            putList(list, row, (List<?>) value);
        } else if (vector instanceof BaseVariableWidthVector variable) {
            variable.setSafe(row, bytes(value));
        } else if (vector instanceof BaseLargeVariableWidthVector variable) {
            variable.setSafe(row, bytes(value));
        } else {
            putFixed((BaseFixedWidthVector) vector, row, value);
        }
    }

    private static void putList(ListVector list, int row, List<?> elements) {
        int start = list.startNewValue(row);
        for (int i = 0; i < elements.size(); i++) {
            put(list.getDataVector(), start + i, elements.get(i));
        }
        list.endValue(row, elements.size());
    }

    private static byte[] bytes(Object value) {
        return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
    }

    private static void putFixed(BaseFixedWidthVector vector, int row, Object value) {
        if (vector instanceof BitVector bits) {
            bits.setSafe(row, (Boolean) value ? 1 : 0);
        } else if (vector instanceof DecimalVector decimals) {
            decimals.setSafe(row, (BigDecimal) value);
        } else if (vector instanceof Decimal256Vector decimals) {
            decimals.setSafe(row, (BigDecimal) value);
        } else if (vector instanceof FixedSizeBinaryVector binary) {
            binary.setSafe(row, (byte[]) value);
        } else if (value instanceof Number number) {
            putNumber(vector, row, number);
        } else {
            putTime(vector, row, (Temporal) value);
        }
    }

    private static void putNumber(BaseFixedWidthVector vector, int row, Number value) {
        if (vector instanceof TinyIntVector v) {
            v.setSafe(row, value.intValue());
        } else if (vector instanceof SmallIntVector v) {
            v.setSafe(row, value.intValue());
        } else if (vector instanceof IntVector v) {
            v.setSafe(row, value.intValue());
        } else if (vector instanceof BigIntVector v) {
            v.setSafe(row, value.longValue());
        } else if (vector instanceof UInt1Vector v) {
            v.setSafe(row, value.intValue());
        } else if (vector instanceof UInt2Vector v) {
            v.setSafe(row, value.intValue());
        } else if (vector instanceof UInt4Vector v) {
            v.setSafe(row, value.intValue());
        } else if (vector instanceof UInt8Vector v) {
            v.setSafe(row, value.longValue());
        } else if (vector instanceof Float4Vector v) {
            v.setSafe(row, value.floatValue());
        } else {
            ((Float8Vector) vector).setSafe(row, value.doubleValue());
        }
    }

    private static void putTime(BaseFixedWidthVector vector, int row, Temporal value) {
        if (vector instanceof DateDayVector days) {
            days.setSafe(row, (int) ((LocalDate) value).toEpochDay());
        } else if (vector instanceof DateMilliVector millis) {
            millis.setSafe(row, ((LocalDate) value).toEpochDay() * 86_400_000);
        } else if (vector instanceof TimeMicroVector micros) {
            micros.setSafe(row, ((LocalTime) value).toNanoOfDay() / 1000);
        } else {
            Instant instant = value instanceof LocalDateTime wall
                    ? wall.toInstant(ZoneOffset.UTC)
                    : ((OffsetDateTime) value).toInstant();
            ((TimeStampVector) vector).setSafe(row, instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
        }
    }

    /** A batch that has arrived. */
    private static final class OneBatch implements BatchSource {
        private final BatchDecoder decoder;
        private final IpcMessages messages;
        private boolean read;

        OneBatch(IpcMessages messages) throws SQLException {
            this.messages = messages;
            this.decoder = new BatchDecoder(SchemaDecoder.encapsulated(messages.encapsulatedSchema()));
        }

        @Override
        public List<ColumnReader> columns() {
            return decoder.columns();
        }

        @Override
        public boolean hasNextBatch() {
            return !read;
        }

        @Override
        public int nextBatch() throws SQLException {
            if (read) {
                return -1;
            }
            read = true;
            return decoder.load(Message.getRootAsMessage(little(messages.batch())), little(messages.body()));
        }

        private static ByteBuffer little(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void close() {}
    }
}

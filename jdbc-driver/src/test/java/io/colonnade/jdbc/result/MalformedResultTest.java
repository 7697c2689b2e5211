package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.colonnade.jdbc.ipc.BatchDecoder;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.IpcMessages;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** What no server should send: every byte may be wrong, and all that comes of it is a value or an SQLException. */
class MalformedResultTest {
    private static final int ROWS = 4;
    private static final int UNCHANGED = -1;
    private static final int ROUNDS = 400;
    private static final int[] EXTREMES = {0x00, 0x01, 0x7F, 0x80, 0xFF};

    private final Random random = new Random(7);
    private final IpcMessages good = messages();

    @Test
    void anyWrongByteEndsInAValueOrAnSqlException() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] schema = round % 3 == 0 ? mutated(good.schema()) : good.schema();
            byte[] batch = round % 3 == 1 ? mutated(good.batch()) : good.batch();
            byte[] body = round % 3 == 2 ? mutated(good.body()) : good.body();
            readAll(schema, batch, body, round);
        }
    }

    @Test
    void whatIsNotWrongIsRead() {
        assertThat(readAll(good.schema(), good.batch(), good.body(), UNCHANGED)).isEqualTo(ROWS);
    }

    private byte[] mutated(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = random.nextInt(copy.length);
            copy[at] = (byte) (random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextInt());
        }
        return copy;
    }

    private static int readAll(byte[] schema, byte[] batch, byte[] body, int round) {
        int read = 0;
        try (ResultSet rows = new ColonnadeResultSet(new OneBatch(schema, batch, body), null, 0)) {
            int columns = rows.getMetaData().getColumnCount();
            // A union's or a null column's count may be raised, and no byte of the body lies behind it.
            while (read < 100 && rows.next()) {
                read++;
                for (int column = 1; column <= columns; column++) {
                    readCell(rows, column);
                }
            }
        } catch (SQLException e) {
            assertThat(round).as(e.getMessage()).isNotEqualTo(UNCHANGED);
            assertThat(e.getSQLState()).as("SQLSTATE in round %s", round).isNotNull();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail("round " + round, e);
        }
        return read;
    }

    private static void readCell(ResultSet rows, int column) {
        for (Getter getter : GETTERS) {
            try {
                getter.get(rows, column);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isNotNull();
            }
        }
    }

    private static final List<Getter> GETTERS = List.of(
            ResultSet::getObject,
            ResultSet::getString,
            ResultSet::getLong,
            ResultSet::getDouble,
            ResultSet::getBigDecimal,
            ResultSet::getBoolean,
            ResultSet::getBytes,
            ResultSet::getDate,
            ResultSet::getTime,
            ResultSet::getTimestamp,
            (rows, column) -> rows.getObject(column, OffsetDateTime.class));

    /** Reads one cell. */
    private interface Getter {
        Object get(ResultSet rows, int column) throws SQLException;
    }

    private static IpcMessages messages() {
        List<Field> fields = new ArrayList<>();
        for (ArrowType type : types()) {
            fields.add(nullable(type));
        }
        fields.add(nullable(new ArrowType.List(), nullable(new ArrowType.Utf8())));
        fields.add(nullable(new ArrowType.LargeList(), nullable(new ArrowType.Int(64, true))));
        fields.add(nullable(new ArrowType.List(), nullable(new ArrowType.Null())));
        fields.add(nullable(new ArrowType.Struct(), nullable(new ArrowType.Bool()), nullable(new ArrowType.Utf8())));
        Field key = new Field("key", FieldType.notNullable(new ArrowType.Utf8()), List.of());
        Field entry = new Field(
                "entries",
                FieldType.notNullable(new ArrowType.Struct()),
                List.of(key, nullable(new ArrowType.Int(32, true))));
        fields.add(nullable(new ArrowType.Map(false), entry));
        fields.add(nullable(
                new ArrowType.Union(UnionMode.Dense, new int[] {0, 1}),
                nullable(new ArrowType.Int(32, true)),
                nullable(new ArrowType.Utf8())));
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(fields), allocator)) {
            root.allocateNew();
            root.getFieldVectors().forEach(vector -> fill(vector, ROWS));
            root.setRowCount(ROWS);
            return IpcMessages.of(root);
        }
    }

    private static List<ArrowType> types() {
        return List.of(
                new ArrowType.Null(),
                new ArrowType.Bool(),
                new ArrowType.Int(8, false),
                new ArrowType.Int(16, true),
                new ArrowType.Int(32, false),
                new ArrowType.Int(64, false),
                new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                new ArrowType.Decimal(38, 2, 128),
                new ArrowType.Decimal(76, 2, 256),
                new ArrowType.Utf8(),
                new ArrowType.LargeUtf8(),
                new ArrowType.Binary(),
                new ArrowType.LargeBinary(),
                new ArrowType.FixedSizeBinary(3),
                new ArrowType.Date(DateUnit.DAY),
                new ArrowType.Date(DateUnit.MILLISECOND),
                new ArrowType.Time(TimeUnit.SECOND, 32),
                new ArrowType.Time(TimeUnit.NANOSECOND, 64),
                new ArrowType.Timestamp(TimeUnit.SECOND, null),
                new ArrowType.Timestamp(TimeUnit.SECOND, "Europe/Berlin"),
                new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC"));
    }

    private static Field nullable(ArrowType type, Field... children) {
        return new Field(type.getTypeID().name(), FieldType.nullable(type), List.of(children));
    }

    private static void fill(FieldVector vector, int rows) {
        byte[] text = "1999-12-31".getBytes(StandardCharsets.UTF_8);
        for (int row = 0; row < rows; row++) {
            if (vector instanceof BaseVariableWidthVector variable) {
                variable.setSafe(row, text);
            } else if (vector instanceof BaseLargeVariableWidthVector variable) {
                variable.setSafe(row, text);
            } else if (vector instanceof BaseFixedWidthVector fixed) {
                BitVectorHelper.setBit(fixed.getValidityBuffer(), row);
            } else if (vector instanceof ListVector list) {
                list.startNewValue(row);
                list.endValue(row, 1);
            } else if (vector instanceof StructVector struct) {
                struct.setIndexDefined(row);
            } else if (vector instanceof DenseUnionVector union) {
                union.setTypeId(row, (byte) (row % 2));
                union.setOffset(row, row / 2);
            }
        }
        vector.getChildrenFromFields().forEach(child -> fill(child, rows));
        vector.getChildrenFromFields().forEach(child -> child.setValueCount(rows));
    }

    /** A batch that has arrived. */
    private static final class OneBatch implements BatchSource {
        private final BatchDecoder decoder;
        private final byte[] batch;
        private final byte[] body;
        private boolean read;

        OneBatch(byte[] schema, byte[] batch, byte[] body) throws SQLException {
            this.decoder = new BatchDecoder(SchemaDecoder.message(message(schema)));
            this.batch = batch;
            this.body = body;
        }

        private static ByteBuffer little(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** The stream that frames come from refuses what does not even begin as a message. */
        private static Message message(byte[] bytes) throws SQLException {
            try {
                return Message.getRootAsMessage(little(bytes));
            } catch (IndexOutOfBoundsException e) {
                throw new SQLException("no message", "08P01", e);
            }
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
            return decoder.load(message(batch), little(body));
        }

        @Override
        public void close() {}
    }
}

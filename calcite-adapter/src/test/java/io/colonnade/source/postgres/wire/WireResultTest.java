package io.colonnade.source.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.Oid;

/** The protocol from a server that says what the test wants, sound or not: memory is read by raw addresses. */
class WireResultTest {
    private static final List<ResultColumn> COLUMNS = List.of(
            column("i", "int32"),
            column("l", "int64"),
            column("n", "decimal(20,4)"),
            column("t", "string"),
            column("d", "date"),
            column("u", "uuid"),
            column("j", "json"),
            column("f", "float64"),
            column("b", "bool"),
            column("y", "binary"));
    private static final int[] TYPES = {
        Oid.INT4, Oid.INT8, Oid.NUMERIC, Oid.TEXT, Oid.DATE, Oid.UUID, Oid.JSONB, Oid.FLOAT8, Oid.BOOL, Oid.BYTEA
    };

    private final RootAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        allocator.close();
    }

    private static ResultColumn column(String name, String type) {
        return new ResultColumn(name, ColumnType.parse(type).orElseThrow(), true, "");
    }

    @Test
    void rowsAreReadHoweverTheirBytesArePieced() throws Exception {
        for (int piece : new int[] {1, 7, 1_000, 60_000, Integer.MAX_VALUE}) {
            // A long result waits after each short read.
            int rows = piece < 1_000 ? 1_000 : 10_000;
            try (WireResult result = result(answer(rows), new Random(piece), piece)) {
                assertThat(rows(result)).isEqualTo(rows);
                assertThat(result.isIdle()).isTrue();
            }
        }
    }

    @Test
    void noPrefixOfAnAnswerIsAResult() throws Exception {
        byte[] answer = answer(6);
        for (int length = 0; length < answer.length; length++) {
            byte[] prefix = Arrays.copyOf(answer, length);
            assertThatThrownBy(() -> rows(prefix, new Random(1), 4_096))
                    .as("the first %d bytes", length)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            broken -> assertThat(broken.getSQLState()).isEqualTo("08006"));
        }
    }

    @Test
    void brokenAnswersAreRefusedAndReadNoMemoryOfOthers() throws Exception {
        byte[] sound = answer(20);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int run = 0; run < 10_000; run++) {
            byte[] broken = sound.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                broken[random.nextInt(broken.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            Throwable failure = catchThrowable(() -> rows(broken, random, 512));
            if (failure != null) {
                refused++;
                assertThat(failure)
                        .as("seed %d, run %d", seed, run)
                        .isInstanceOfAny(SQLException.class, ColonnadeException.class);
            }
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(1_000);
    }

    @Test
    void errorBehindRowsIsTheServersAndLeavesTheConnectionUsable() throws Exception {
        Answer answer = new Answer();
        answer.description();
        answer.row(1);
        answer.error("22012", "division by zero");
        answer.ready('E');
        answer.complete("ROLLBACK");
        answer.ready('I');
        try (WireResult result = result(answer.bytes(), new Random(1), 100);
                VectorSchemaRoot root = root()) {
            assertThatThrownBy(() -> result.fill(root))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("22012"));
            assertThat(result.isIdle()).isTrue();
            assertThat(result.commandsDone()).isZero();
        }
    }

    @Test
    void rowBehindTheEndIsRefused() throws Exception {
        Answer answer = new Answer();
        answer.description();
        answer.error("57014", "canceled");
        answer.row(1);
        answer.ready('I');
        try (WireResult result = result(answer.bytes(), new Random(1), 100);
                VectorSchemaRoot root = root()) {
            assertThatThrownBy(() -> result.fill(root)).isInstanceOf(SQLException.class);
            assertThat(result.isIdle()).isFalse();
        }
    }

    private long rows(byte[] answer, Random random, int piece) throws SQLException {
        try (WireResult result = result(answer, random, piece)) {
            return rows(result);
        }
    }

    private long rows(WireResult result) throws SQLException {
        long rows = 0;
        try (VectorSchemaRoot root = root()) {
            int count = result.fill(root);
            while (count > 0) {
                rows += count;
                root.clear();
                count = result.fill(root);
            }
        }
        return rows;
    }

    private WireResult result(byte[] answer, Random random, int piece) {
        return new WireResult(
                new Replay(answer, random, piece),
                new KeptStatements(),
                COLUMNS,
                type -> false,
                ReadOptions.BATCH_ROWS,
                allocator);
    }

    private VectorSchemaRoot root() {
        List<Field> fields = new ArrayList<>();
        for (ResultColumn column : COLUMNS) {
            fields.add(
                    new Field(column.name(), new FieldType(true, column.type().arrow(), null), null));
        }
        return VectorSchemaRoot.create(new Schema(fields), allocator);
    }

    private static byte[] answer(int rows) throws IOException {
        Answer answer = new Answer();
        answer.description();
        for (int row = 0; row < rows; row++) {
            answer.row(row);
        }
        answer.complete("SELECT");
        answer.ready('I');
        return answer.bytes();
    }

    /** Sends a recorded answer in pieces of random sizes, and then the end of the connection. */
    private record Replay(byte[] answer, Random random, int piece, int[] position) implements Transport {
        Replay(byte[] answer, Random random, int piece) {
            this(answer, random, piece, new int[1]);
        }

        @Override
        public int read(ByteBuffer target) {
            int left = answer.length - position[0];
            if (left == 0) {
                return -1;
            }
            int count = Math.min(1 + random.nextInt(piece), Math.min(left, target.remaining()));
            target.put(answer, position[0], count);
            position[0] += count;
            return count;
        }

        @Override
        public void write(ByteBuffer source) {
            source.position(source.limit());
        }

        @Override
        public void close() {}
    }

    /** Messages as a server sends them. */
    private static final class Answer {
        private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(body);

        void description() throws IOException {
            out.writeShort(TYPES.length);
            for (int i = 0; i < TYPES.length; i++) {
                text(COLUMNS.get(i).name());
                out.writeInt(0);
                out.writeShort(0);
                out.writeInt(TYPES[i]);
                out.writeShort(-1);
                out.writeInt(-1);
                out.writeShort(1);
            }
            end('T');
        }

        void row(int number) throws IOException {
            out.writeShort(TYPES.length);
            value(ByteBuffer.allocate(4).putInt(number));
            value(ByteBuffer.allocate(8).putLong(number * 1_000_000_007L));
            value(ByteBuffer.allocate(14)
                    .putShort((short) 3)
                    .putShort((short) 1)
                    .putShort((short) (number % 2 == 0 ? 0 : 0x4000))
                    .putShort((short) 4)
                    .putShort((short) 12)
                    .putShort((short) (number % 10_000))
                    .putShort((short) 9_999));
            value(ByteBuffer.wrap(
                    "text of row é ".concat("x".repeat(number % 50)).getBytes(StandardCharsets.UTF_8)));
            out.writeInt(-1);
            value(ByteBuffer.allocate(16).putLong(number).putLong(-number));
            value(ByteBuffer.wrap("\u0001{\"a\": 1}".getBytes(StandardCharsets.UTF_8)));
            value(ByteBuffer.allocate(8).putDouble(number / 3.0));
            value(ByteBuffer.wrap(new byte[] {(byte) (number % 2)}));
            value(ByteBuffer.allocate(number % 5));
            end('D');
        }

        void complete(String tag) throws IOException {
            text(tag);
            end('C');
        }

        void error(String state, String message) throws IOException {
            out.write('C');
            text(state);
            out.write('M');
            text(message);
            out.write(0);
            end('E');
        }

        void ready(char status) throws IOException {
            out.write(status);
            end('Z');
        }

        private void value(ByteBuffer value) throws IOException {
            out.writeInt(value.array().length);
            out.write(value.array());
        }

        private void text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }

        private void end(char type) {
            messages.write(type);
            messages.writeBytes(ByteBuffer.allocate(4).putInt(4 + body.size()).array());
            messages.writeBytes(body.toByteArray());
            body.reset();
        }

        byte[] bytes() {
            return messages.toByteArray();
        }
    }
}

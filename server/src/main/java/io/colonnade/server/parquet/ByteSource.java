package io.colonnade.server.parquet;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.FieldVector;

/** Takes the values of a column out of a vector's memory as bytes. */
interface ByteSource {
    /** Returns how many bytes the values of some rows take. */
    long size(int from, int count);

    /** Copies the values of those rows that have one. */
    void read(int from, int count, Levels levels, int firstLevel, PackedBytes into);

    /** Values as they are, found by offsets: of four bytes each, or of eight. */
    record Varying(FieldVector vector, int offsetWidth) implements ByteSource {
        @Override
        public long size(int from, int count) {
            ByteBuffer offsets = offsets(from, count);
            return offset(offsets, count) - offset(offsets, 0);
        }

        @Override
        public void read(int from, int count, Levels levels, int firstLevel, PackedBytes into) {
            ByteBuffer offsets = offsets(from, count);
            long first = offset(offsets, 0);
            int length = Math.toIntExact(offset(offsets, count) - first);
            int base = into.copy(vector.getDataBuffer().nioBuffer(first, length));
            int start = 0;
            for (int i = 0; i < count; i++) {
                int end = (int) (offset(offsets, i + 1) - first);
                if (levels.isSet(firstLevel + i)) {
                    into.add(base + start, base + end);
                }
                start = end;
            }
        }

        private ByteBuffer offsets(int from, int count) {
            return vector.getOffsetBuffer()
                    .nioBuffer((long) from * offsetWidth, (count + 1) * offsetWidth)
                    .order(ByteOrder.LITTLE_ENDIAN);
        }

        private long offset(ByteBuffer offsets, int index) {
            return offsetWidth == Integer.BYTES
                    ? offsets.getInt(index * Integer.BYTES)
                    : offsets.getLong(index * Long.BYTES);
        }
    }

    /** Decimals: the vector has their least byte first, the file their greatest, and only as many as the precision needs. */
    record Decimals(FieldVector vector, int width, int stored) implements ByteSource {
        @Override
        public long size(int from, int count) {
            return (long) count * stored;
        }

        @Override
        public void read(int from, int count, Levels levels, int firstLevel, PackedBytes into) {
            ByteBuffer values = vector.getDataBuffer().nioBuffer((long) from * width, count * width);
            for (int i = 0; i < count; i++) {
                if (levels.isSet(firstLevel + i)) {
                    copy(values, i * width, into);
                }
            }
        }

        private void copy(ByteBuffer values, int from, PackedBytes into) {
            int start = into.grow(stored);
            byte[] bytes = into.array();
            for (int i = 0; i < stored; i++) {
                bytes[start + i] = values.get(from + stored - 1 - i);
            }
            for (int i = stored; i < width; i++) {
                if (values.get(from + i) != bytes[start] >> Byte.SIZE - 1) {
                    throw new IllegalStateException("A decimal has more digits than its column");
                }
            }
            into.add(start, start + stored);
        }
    }

    /** Identifiers, which the vector has as text. */
    record Uuids(Varying texts) implements ByteSource {
        static final int WIDTH = 16;
        private static final int TEXT_WIDTH = 36;

        @Override
        public long size(int from, int count) {
            return (long) count * WIDTH;
        }

        @Override
        public void read(int from, int count, Levels levels, int firstLevel, PackedBytes into) {
            PackedBytes values = new PackedBytes();
            texts.read(from, count, levels, firstLevel, values);
            for (int i = 0; i < values.count(); i++) {
                int start = into.grow(WIDTH);
                if (values.end(i) - values.start(i) != TEXT_WIDTH
                        || !parse(values.array(), values.start(i), into.array(), start)) {
                    throw refusal();
                }
                into.add(start, start + WIDTH);
            }
        }

        private static boolean parse(byte[] text, int from, byte[] into, int start) {
            int digits = 0;
            for (int i = 0; i < TEXT_WIDTH; i++) {
                byte character = text[from + i];
                boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
                int digit = Character.digit(character, 16);
                if (dash ? character != '-' : digit < 0) {
                    return false;
                }
                if (!dash) {
                    int at = start + digits / 2;
                    into[at] = (byte) (into[at] << 4 | digit);
                    digits++;
                }
            }
            return true;
        }

        private static ColonnadeException refusal() {
            return ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot write a column of identifiers as Parquet: a value is no UUID; cast the column to text");
        }
    }
}

package io.colonnade.source.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.VectorValues;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.validate.ValidateVectorVisitor;
import org.jspecify.annotations.Nullable;

/** One column and its decoder, fed with bytes as they would arrive; ends with nothing allocated. */
final class DecodedColumn implements AutoCloseable {
    private final RootAllocator allocator = new RootAllocator();
    private final FieldVector vector;
    private final ColumnDecoder decoder;

    DecodedColumn(ResultColumn column, int oid) {
        FieldType type = new FieldType(column.nullable(), column.type().arrow(), null);
        vector = new Field(column.name(), type, null).createVector(allocator);
        decoder = ColumnDecoders.of(column, vector, oid, custom -> custom >= 16_384);
    }

    /** Returns what one value becomes. */
    static @Nullable Object value(ResultColumn column, int oid, byte[] bytes) {
        try (DecodedColumn decoded = new DecodedColumn(column, oid)) {
            return VectorValues.read(decoded.decode(bytes), 0);
        }
    }

    FieldVector vector() {
        return vector;
    }

    ColumnDecoder decoder() {
        return decoder;
    }

    /** Decodes a batch of exactly these rows. */
    FieldVector decode(byte @Nullable []... values) {
        return decode(values.length, Arrays.asList(values));
    }

    /** Decodes rows, of which the first make a batch. */
    FieldVector decode(int count, List<byte @Nullable []> values) {
        decoder.begin(values.size());
        for (int row = 0; row < values.size(); row++) {
            decode(values.get(row), row);
        }
        decoder.finish(count);
        vector.accept(new ValidateVectorVisitor(), null);
        return vector;
    }

    /** Decodes one row of a batch that has begun. */
    int decode(byte @Nullable [] value, int row) {
        if (value == null) {
            decoder.decodeNull(row);
            return 0;
        }
        try (ArrowBuf wire = allocator.buffer(Math.max(1, value.length))) {
            wire.setBytes(0, value);
            return decoder.decode(wire.memoryAddress(), value.length, row);
        }
    }

    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < vector.getValueCount(); row++) {
            values.add(VectorValues.read(vector, row));
        }
        return values;
    }

    @Override
    public void close() {
        vector.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }
}

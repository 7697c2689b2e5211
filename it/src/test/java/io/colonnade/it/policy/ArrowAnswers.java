package io.colonnade.it.policy;

import io.colonnade.batch.VectorValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Batches as answers. */
final class ArrowAnswers {
    private ArrowAnswers() {}

    /** Reads all that a reader has. */
    static Answer.Rows of(ArrowReader reader) throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (reader.loadNextBatch()) {
            append(reader.getVectorSchemaRoot(), rows);
        }
        return of(reader.getVectorSchemaRoot().getSchema(), rows);
    }

    static Answer.Rows of(Schema schema, List<List<@Nullable String>> rows) {
        List<Kind> kinds =
                schema.getFields().stream().map(field -> kind(field.getType())).toList();
        return new Answer.Rows(kinds, rows).as(kinds);
    }

    /** Appends the rows of a batch. */
    static void append(VectorSchemaRoot batch, List<List<@Nullable String>> rows) {
        for (int row = 0; row < batch.getRowCount(); row++) {
            List<@Nullable String> values = new ArrayList<>();
            for (FieldVector vector : batch.getFieldVectors()) {
                values.add(text(VectorValues.read(vector, row)));
            }
            rows.add(values);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static Kind kind(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int, Decimal -> Kind.NUMBER;
            case FloatingPoint -> Kind.FLOAT;
            case Bool -> Kind.BOOLEAN;
            case Date -> Kind.DATE;
            case Time -> Kind.TIME;
            case Timestamp -> ((ArrowType.Timestamp) type).getTimezone() == null ? Kind.TIMESTAMP : Kind.INSTANT;
            case Utf8, LargeUtf8 -> Kind.TEXT;
            default -> throw new AssertionError("a column of type " + type);
        };
    }
}

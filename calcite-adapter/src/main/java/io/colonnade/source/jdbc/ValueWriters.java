package io.colonnade.source.jdbc;

import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.Types;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** Chooses a column's writer from the type that it promises and the JDBC type that arrives. */
final class ValueWriters {
    private ValueWriters() {}

    static ValueWriter of(ResultColumn column, FieldVector vector, int index, int jdbcType) {
        return switch (column.type().name()) {
            case STRING, JSON, UUID -> new TextWriter((VarCharVector) vector, index);
            case LARGE_STRING -> new LargeTextWriter((LargeVarCharVector) vector, index);
            case INT32 ->
                isInteger(jdbcType)
                        ? new IntWriter((IntVector) vector, index)
                        : new ExactIntWriter((IntVector) vector, index, column);
            case INT64 ->
                isInteger(jdbcType) || jdbcType == Types.BIGINT
                        ? new LongWriter((BigIntVector) vector, index)
                        : new ExactLongWriter((BigIntVector) vector, index, column);
            case FLOAT32 -> new FloatWriter((Float4Vector) vector, index, column);
            case FLOAT64 ->
                jdbcType == Types.REAL
                        ? new WidenedFloatWriter((Float8Vector) vector, index)
                        : new DoubleWriter((Float8Vector) vector, index);
            case BOOL -> new BooleanWriter((BitVector) vector, index);
            case DECIMAL ->
                vector instanceof DecimalVector small
                        ? new DecimalWriter(small, index, column)
                        : new Decimal256Writer((Decimal256Vector) vector, index, column);
            case DATE -> new DateWriter((DateDayVector) vector, index, column);
            case TIME -> new TimeWriter((TimeMicroVector) vector, index, column);
            case TIMESTAMP -> new TimestampWriter((TimeStampVector) vector, index, column);
            case TIMESTAMP_UTC -> new InstantWriter((TimeStampVector) vector, index, column);
            case BINARY -> new BinaryWriter((VarBinaryVector) vector, index);
        };
    }

    private static boolean isInteger(int jdbcType) {
        return jdbcType == Types.INTEGER || jdbcType == Types.SMALLINT || jdbcType == Types.TINYINT;
    }
}

package io.colonnade.source.postgres.wire;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.function.IntPredicate;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.postgresql.core.Oid;

/** Chooses a column's decoder from the type that it promises and the database type that arrives. Stateless. */
final class ColumnDecoders {
    /** PostgreSQL's {@code unknown}, from its catalogue {@code pg_type.dat}. */
    private static final int UNKNOWN = 705;

    private ColumnDecoders() {}

    /**
     * Returns a decoder for a column.
     *
     * @param vector of the column's Arrow type
     * @param oid the database type, as the row description names it
     * @param sentAsText whether the binary form of a type that a database has added, such as an enum, is its text
     * @throws ColonnadeException if values of the database type cannot be read as the column's type
     */
    static ColumnDecoder of(ResultColumn column, FieldVector vector, int oid, IntPredicate sentAsText) {
        return switch (column.type().name()) {
            case STRING, LARGE_STRING, JSON, UUID -> text(column, buffers(column, vector), oid, sentAsText);
            case BINARY -> {
                require(oid == Oid.BYTEA, column);
                yield new CopyDecoder(column, buffers(column, vector));
            }
            case INT32 ->
                oid == Oid.INT4
                        ? new Int4Decoder(column, (IntVector) vector)
                        : new IntegerToInt32Decoder(column, (IntVector) vector, exactIntegers(column, oid));
            case INT64 ->
                oid == Oid.INT8
                        ? new Int8Decoder(column, (BigIntVector) vector)
                        : new IntegerToInt64Decoder(column, (BigIntVector) vector, exactIntegers(column, oid));
            case FLOAT32 ->
                oid == Oid.FLOAT4
                        ? new Float4Decoder(column, (Float4Vector) vector)
                        : new NumberToFloat32Decoder(column, (Float4Vector) vector, doubles(column, oid));
            case FLOAT64 ->
                oid == Oid.FLOAT8
                        ? new Float8Decoder(column, (Float8Vector) vector)
                        : new NumberToFloat64Decoder(column, (Float8Vector) vector, doubles(column, oid));
            case DECIMAL -> decimal(column, (BaseFixedWidthVector) vector, oid);
            case BOOL -> {
                require(oid == Oid.BOOL, column);
                yield new BooleanDecoder(column, (BitVector) vector);
            }
            case DATE -> date(column, (DateDayVector) vector, oid);
            case TIME -> {
                require(oid == Oid.TIME, column);
                yield new TimeDecoder(column, (TimeMicroVector) vector);
            }
            case TIMESTAMP -> {
                require(oid == Oid.TIMESTAMP, column);
                yield new TimestampDecoder(column, (TimeStampVector) vector);
            }
            case TIMESTAMP_UTC -> {
                require(oid == Oid.TIMESTAMPTZ, column);
                yield new TimestampDecoder(column, (TimeStampVector) vector);
            }
        };
    }

    private static void require(boolean readable, ResultColumn column) {
        if (!readable) {
            throw Misfit.notOfType(column);
        }
    }

    private static VaryingBuffers buffers(ResultColumn column, FieldVector vector) {
        return vector instanceof BaseVariableWidthVector narrow
                ? new NarrowBuffers(column, narrow)
                : new WideBuffers(column, (BaseLargeVariableWidthVector) vector);
    }

    private static ColumnDecoder text(ResultColumn column, VaryingBuffers buffers, int oid, IntPredicate sentAsText) {
        return switch (oid) {
            case Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR, Oid.NAME, Oid.JSON, Oid.XML, UNKNOWN ->
                new CopyDecoder(column, buffers);
            case Oid.JSONB -> new JsonbDecoder(column, buffers);
            case Oid.UUID -> new UuidDecoder(column, buffers);
            case Oid.INET, Oid.CIDR -> new InetDecoder(column, buffers);
            case Oid.INTERVAL -> new IntervalDecoder(column, buffers);
            case Oid.CHAR -> new CharDecoder(column, buffers);
            default -> {
                if (!sentAsText.test(oid)) {
                    throw unreadable(column, oid);
                }
                yield new CopyDecoder(column, buffers);
            }
        };
    }

    private static ColonnadeException unreadable(ResultColumn column, int oid) {
        return ColonnadeException.of(
                ErrorKind.UNIMPLEMENTED,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot read column '" + column.name() + "': the source returns its type number "
                        + Integer.toUnsignedString(oid) + ", whose binary form is not known; cast it to text");
    }

    /** Integers, and what must be one. */
    private static WireInteger exactIntegers(ResultColumn column, int oid) {
        return switch (oid) {
            case Oid.NUMERIC -> new NumericAsInteger(column);
            case Oid.FLOAT4 -> WireFloat.FLOAT4.integers(column);
            case Oid.FLOAT8 -> WireFloat.FLOAT8.integers(column);
            default -> integers(column, oid);
        };
    }

    private static WireInteger integers(ResultColumn column, int oid) {
        return switch (oid) {
            case Oid.INT2 -> BigEndian::int2;
            case Oid.INT4 -> BigEndian::int4;
            case Oid.INT8 -> BigEndian::int8;
            case Oid.OID -> WireInteger::oid;
            default -> throw Misfit.notOfType(column);
        };
    }

    private static WireDouble doubles(ResultColumn column, int oid) {
        return switch (oid) {
            case Oid.FLOAT4 -> WireDouble::float4;
            case Oid.FLOAT8 -> WireDouble::float8;
            case Oid.NUMERIC -> new NumericAsDouble();
            default -> integers(column, oid)::read;
        };
    }

    private static ColumnDecoder decimal(ResultColumn column, BaseFixedWidthVector vector, int oid) {
        return switch (oid) {
            case Oid.NUMERIC -> new NumericDecoder(column, vector);
            case Oid.FLOAT4 -> new FloatToDecimalDecoder(column, vector, WireFloat.FLOAT4);
            case Oid.FLOAT8 -> new FloatToDecimalDecoder(column, vector, WireFloat.FLOAT8);
            default -> new IntegerToDecimalDecoder(column, vector, integers(column, oid));
        };
    }

    private static ColumnDecoder date(ResultColumn column, DateDayVector vector, int oid) {
        return switch (oid) {
            case Oid.DATE -> new DateDecoder(column, vector);
            case Oid.TIMESTAMP -> new TimestampDateDecoder(column, vector);
            default -> throw Misfit.notOfType(column);
        };
    }
}

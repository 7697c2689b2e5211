package io.colonnade.server.parquet;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * How one column of a result is stored: a row of the type table in Parquet's terms, and what takes its values out of a vector.
 *
 * @param type the physical type
 * @param width bytes of a value that has a fixed width which the physical type does not say, or 0
 * @param logical what the values mean; null for plain numbers and bytes
 */
record ParquetColumn(
        Field field,
        PrimitiveTypeName type,
        int width,
        @Nullable LogicalTypeAnnotation logical) {
    /** Of a field's metadata: the field's identifier in the file. Arrow's own libraries use the same word. */
    static final String FIELD_ID = "PARQUET:field_id";

    private static final String TYPE_NAME = "ARROW:FLIGHT:SQL:TYPE_NAME";
    private static final String KEY = "colonnade.key";
    private static final int INT32_DIGITS = 9;
    private static final int INT64_DIGITS = 18;
    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    static ParquetColumn of(Field field) {
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Int -> ofInteger(field, (ArrowType.Int) type);
            case FloatingPoint -> ofFloating(field, (ArrowType.FloatingPoint) type);
            case Bool -> new ParquetColumn(field, PrimitiveTypeName.BOOLEAN, 0, null);
            case Decimal -> ofDecimal(field, (ArrowType.Decimal) type);
            case Date -> ofDate(field, (ArrowType.Date) type);
            case Time -> ofTime(field, (ArrowType.Time) type);
            case Timestamp -> ofTimestamp(field, (ArrowType.Timestamp) type);
            case Utf8, LargeUtf8 -> ofText(field);
            case Binary -> new ParquetColumn(field, PrimitiveTypeName.BINARY, 0, null);
            default -> throw unknown(field);
        };
    }

    private static ParquetColumn ofInteger(Field field, ArrowType.Int type) {
        if (!type.getIsSigned() || type.getBitWidth() < Integer.SIZE) {
            throw unknown(field);
        }
        boolean narrow = type.getBitWidth() == Integer.SIZE;
        return new ParquetColumn(field, narrow ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64, 0, null);
    }

    private static ParquetColumn ofFloating(Field field, ArrowType.FloatingPoint type) {
        return switch (type.getPrecision()) {
            case SINGLE -> new ParquetColumn(field, PrimitiveTypeName.FLOAT, 0, null);
            case DOUBLE -> new ParquetColumn(field, PrimitiveTypeName.DOUBLE, 0, null);
            case HALF -> throw unknown(field);
        };
    }

    private static ParquetColumn ofDecimal(Field field, ArrowType.Decimal type) {
        int precision = type.getPrecision();
        LogicalTypeAnnotation logical = LogicalTypeAnnotation.decimalType(type.getScale(), precision);
        if (precision <= INT32_DIGITS) {
            return new ParquetColumn(field, PrimitiveTypeName.INT32, 0, logical);
        }
        if (precision <= INT64_DIGITS) {
            return new ParquetColumn(field, PrimitiveTypeName.INT64, 0, logical);
        }
        int bytes = (int) Math.ceil((precision * BITS_PER_DIGIT + 1) / Byte.SIZE);
        return new ParquetColumn(field, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, bytes, logical);
    }

    private static ParquetColumn ofDate(Field field, ArrowType.Date type) {
        if (type.getUnit() != DateUnit.DAY) {
            throw unknown(field);
        }
        return new ParquetColumn(field, PrimitiveTypeName.INT32, 0, LogicalTypeAnnotation.dateType());
    }

    private static ParquetColumn ofTime(Field field, ArrowType.Time type) {
        return switch (type.getUnit()) {
            case MICROSECOND ->
                new ParquetColumn(
                        field,
                        PrimitiveTypeName.INT64,
                        0,
                        LogicalTypeAnnotation.timeType(false, LogicalTypeAnnotation.TimeUnit.MICROS));
            default -> throw unknown(field);
        };
    }

    private static ParquetColumn ofTimestamp(Field field, ArrowType.Timestamp type) {
        return switch (type.getUnit()) {
            case MICROSECOND ->
                new ParquetColumn(
                        field,
                        PrimitiveTypeName.INT64,
                        0,
                        LogicalTypeAnnotation.timestampType(
                                type.getTimezone() != null, LogicalTypeAnnotation.TimeUnit.MICROS));
            default -> throw unknown(field);
        };
    }

    private static ParquetColumn ofText(Field field) {
        return switch (field.getMetadata().getOrDefault(TYPE_NAME, "")) {
            case "uuid" ->
                new ParquetColumn(
                        field,
                        PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                        ByteSource.Uuids.WIDTH,
                        LogicalTypeAnnotation.uuidType());
            case "jsonb" -> new ParquetColumn(field, PrimitiveTypeName.BINARY, 0, LogicalTypeAnnotation.jsonType());
            default -> new ParquetColumn(field, PrimitiveTypeName.BINARY, 0, LogicalTypeAnnotation.stringType());
        };
    }

    private static ColonnadeException unknown(Field field) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot write a column of type " + field.getType() + " as Parquet: cast it to text");
    }

    /** Returns whether the column is part of its batch's key. */
    boolean isKey() {
        return Boolean.parseBoolean(field.getMetadata().get(KEY));
    }

    /** Returns the column as the file's schema has it. */
    PrimitiveType schema() {
        Types.PrimitiveBuilder<PrimitiveType> column = Types.primitive(
                        type, field.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED)
                .length(width)
                .as(logical);
        String id = field.getMetadata().get(FIELD_ID);
        return (id == null ? column : column.id(Integer.parseInt(id))).named(field.getName());
    }

    /** Returns the field as Arrow would have the values that are stored. */
    Field storedField() {
        if (!(logical instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation)) {
            return field;
        }
        return new Field(
                field.getName(),
                new FieldType(field.isNullable(), new ArrowType.FixedSizeBinary(width), null, field.getMetadata()),
                null);
    }

    ColumnPages pages(FieldVector vector, ColumnDescriptor column, PageLimits limits, PageCompressor compressor) {
        return switch (type) {
            case INT32, INT64, FLOAT, DOUBLE, BOOLEAN ->
                new NumberPages(vector, column, limits, compressor, numbers(vector));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> new BytesPages(vector, column, limits, compressor, bytes(vector));
            case INT96 -> throw new IllegalStateException(type.name());
        };
    }

    private NumberSource numbers(FieldVector vector) {
        boolean decimal = field.getType().getTypeID() == ArrowType.ArrowTypeID.Decimal;
        return decimal ? NumberSource.ofDecimals(vector, type) : NumberSource.of(vector, type);
    }

    private ByteSource bytes(FieldVector vector) {
        if (field.getType() instanceof ArrowType.Decimal decimal) {
            return new ByteSource.Decimals(vector, decimal.getBitWidth() / Byte.SIZE, width);
        }
        boolean large = field.getType().getTypeID() == ArrowType.ArrowTypeID.LargeUtf8;
        ByteSource.Varying varying = new ByteSource.Varying(vector, large ? Long.BYTES : Integer.BYTES);
        return logical instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation
                ? new ByteSource.Uuids(varying)
                : varying;
    }
}

package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;

/** A field's type as the wire states it, found in the table of {@link ArrowKind}; a type without a row is refused. */
final class DecodedType {
    /** Beyond, a short value would be written with so many zeros that no memory holds them. */
    private static final long WIDEST_SCALE = 1_000;

    private final ArrowKind kind;
    private final TypeDetail detail;

    private DecodedType(ArrowKind kind, TypeDetail detail) {
        this.kind = kind;
        this.detail = detail;
    }

    ArrowKind kind() {
        return kind;
    }

    TypeDetail detail() {
        return detail;
    }

    /** Checks that a nested type has the fields within that its reader looks for. */
    void checkChildren(List<ArrowField> children) throws SQLException {
        boolean enough;
        switch (kind) {
            case LIST:
            case LARGE_LIST:
                enough = children.size() == 1;
                break;
            case MAP:
                enough = children.size() == 1
                        && children.get(0).kind() == ArrowKind.STRUCT
                        && children.get(0).children().size() == 2;
                break;
            default:
                enough = true;
        }
        if (!enough) {
            throw BatchBody.malformed("a nested type lacks what it is made of");
        }
    }

    static DecodedType of(Field field) throws SQLException {
        switch (field.typeType()) {
            case Type.Null:
                return plain(ArrowKind.NULL);
            case Type.Bool:
                return plain(ArrowKind.BOOL);
            case Type.Int:
                return integer(field, (Int) field.type(new Int()));
            case Type.FloatingPoint:
                return floating(field, (FloatingPoint) field.type(new FloatingPoint()));
            case Type.Decimal:
                return decimal(field, (Decimal) field.type(new Decimal()));
            case Type.Utf8:
                return plain(ArrowKind.UTF8);
            case Type.LargeUtf8:
                return plain(ArrowKind.LARGE_UTF8);
            case Type.Binary:
                return plain(ArrowKind.BINARY);
            case Type.LargeBinary:
                return plain(ArrowKind.LARGE_BINARY);
            case Type.FixedSizeBinary:
                return fixedBinary((FixedSizeBinary) field.type(new FixedSizeBinary()));
            case Type.Date:
                return date((Date) field.type(new Date()));
            case Type.Time:
                return time(field, (Time) field.type(new Time()));
            case Type.Timestamp:
                return timestamp((Timestamp) field.type(new Timestamp()));
            default:
                return nested(field);
        }
    }

    private static DecodedType nested(Field field) throws SQLException {
        switch (field.typeType()) {
            case Type.List:
                return plain(ArrowKind.LIST);
            case Type.LargeList:
                return plain(ArrowKind.LARGE_LIST);
            case Type.Map:
                return plain(ArrowKind.MAP);
            case Type.Struct_:
                return plain(ArrowKind.STRUCT);
            case Type.Union:
                return union(field, (Union) field.type(new Union()));
            default:
                throw unknown(field);
        }
    }

    private static DecodedType plain(ArrowKind kind) {
        return new DecodedType(kind, TypeDetail.NONE);
    }

    private static DecodedType integer(Field field, Int type) throws SQLException {
        switch (type.bitWidth()) {
            case 8:
                return plain(type.isSigned() ? ArrowKind.INT8 : ArrowKind.UINT8);
            case 16:
                return plain(type.isSigned() ? ArrowKind.INT16 : ArrowKind.UINT16);
            case 32:
                return plain(type.isSigned() ? ArrowKind.INT32 : ArrowKind.UINT32);
            case 64:
                return plain(type.isSigned() ? ArrowKind.INT64 : ArrowKind.UINT64);
            default:
                throw unknown(field);
        }
    }

    private static DecodedType floating(Field field, FloatingPoint type) throws SQLException {
        switch (type.precision()) {
            case Precision.SINGLE:
                return plain(ArrowKind.FLOAT32);
            case Precision.DOUBLE:
                return plain(ArrowKind.FLOAT64);
            default:
                throw unknown(field);
        }
    }

    private static DecodedType decimal(Field field, Decimal type) throws SQLException {
        boolean known = type.bitWidth() == 128 || type.bitWidth() == 256;
        if (!known || Math.abs((long) type.scale()) > WIDEST_SCALE) {
            throw unknown(field);
        }
        return new DecodedType(
                ArrowKind.DECIMAL, TypeDetail.decimal(type.bitWidth() / 8, type.precision(), type.scale()));
    }

    private static DecodedType fixedBinary(FixedSizeBinary type) throws SQLException {
        if (type.byteWidth() < 0) {
            throw BatchBody.malformed("a type has a negative width");
        }
        return new DecodedType(ArrowKind.FIXED_BINARY, TypeDetail.width(type.byteWidth()));
    }

    private static DecodedType time(Field field, Time type) throws SQLException {
        if (type.bitWidth() != 32 && type.bitWidth() != 64) {
            throw unknown(field);
        }
        return new DecodedType(ArrowKind.TIME, TypeDetail.ticks(type.bitWidth() / 8, nanosPerTick(type.unit()), null));
    }

    private static DecodedType date(Date type) {
        return type.unit() == DateUnit.DAY
                ? new DecodedType(ArrowKind.DATE_DAY, TypeDetail.width(4))
                : new DecodedType(ArrowKind.DATE_MILLI, TypeDetail.width(8));
    }

    private static DecodedType timestamp(Timestamp type) {
        String zone = type.timezone();
        boolean zoned = zone != null && !zone.isEmpty();
        return new DecodedType(
                zoned ? ArrowKind.TIMESTAMP_ZONED : ArrowKind.TIMESTAMP,
                TypeDetail.ticks(8, nanosPerTick(type.unit()), zoned ? zone : null));
    }

    private static DecodedType union(Field field, Union type) throws SQLException {
        if (type.mode() != UnionMode.Dense) {
            throw unknown(field);
        }
        int[] ids = new int[field.childrenLength()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = type.typeIdsLength() == 0 ? i : type.typeIds(i);
            if (ids[i] < 0 || ids[i] > Byte.MAX_VALUE) {
                throw unknown(field);
            }
        }
        return new DecodedType(ArrowKind.DENSE_UNION, TypeDetail.union(ids));
    }

    private static long nanosPerTick(short unit) {
        switch (unit) {
            case TimeUnit.SECOND:
                return 1_000_000_000L;
            case TimeUnit.MILLISECOND:
                return 1_000_000L;
            case TimeUnit.MICROSECOND:
                return 1_000L;
            default:
                return 1L;
        }
    }

    private static SQLException unknown(Field field) {
        String name = field.typeType() < Type.names.length ? Type.name(field.typeType()) : "unknown";
        return SqlState.unsupported("column " + field.name() + " of Arrow type " + name);
    }
}

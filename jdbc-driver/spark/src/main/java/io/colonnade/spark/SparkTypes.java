package io.colonnade.spark;

import java.sql.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.jspecify.annotations.Nullable;

/** The table of types: what the driver's JDBC types are to Spark. Nothing is rounded: what Spark's own type cannot hold is text. */
final class SparkTypes {
    private SparkTypes() {}

    /** Returns null where Spark's own table is right. */
    static @Nullable DataType of(int sqlType, String typeName, int precision, Metadata metadata) {
        switch (sqlType) {
            case Types.TINYINT:
                return DataTypes.ByteType;
            case Types.SMALLINT:
                return DataTypes.ShortType;
            case Types.INTEGER:
                return DataTypes.IntegerType;
            case Types.BIGINT:
                return DataTypes.LongType;
            case Types.REAL:
                return DataTypes.FloatType;
            case Types.DECIMAL:
            case Types.NUMERIC:
                return decimal(precision, scale(metadata));
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return DataTypes.TimestampType;
            case Types.CHAR:
            case Types.VARCHAR:
            case Types.LONGVARCHAR:
            case Types.TIME:
            case Types.OTHER:
                return DataTypes.StringType;
            default:
                return null;
        }
    }

    private static DataType decimal(int precision, int scale) {
        boolean fits = precision > 0 && precision <= DecimalType.MAX_PRECISION() && scale >= 0 && scale <= precision;
        return fits ? DataTypes.createDecimalType(precision, scale) : DataTypes.StringType;
    }

    private static int scale(Metadata metadata) {
        return metadata.contains("scale") ? Math.toIntExact(metadata.getLong("scale")) : 0;
    }
}

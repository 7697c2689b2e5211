package io.colonnade.source.postgres;

import io.colonnade.source.SourceStatement.Parameter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Binds values with the very type that the plan names, NULL too, so that the server never guesses. */
final class PostgresParameters {
    private PostgresParameters() {}

    static void bind(PreparedStatement statement, List<Parameter> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i));
        }
    }

    private static void bind(PreparedStatement statement, int index, Parameter parameter) throws SQLException {
        Object value = parameter.value();
        if (value == null) {
            statement.setObject(index, named(parameter, null));
            return;
        }
        switch (parameter.type().name()) {
            case STRING, LARGE_STRING, JSON, UUID, DECIMAL, BOOL ->
                statement.setObject(index, named(parameter, value.toString()));
            case INT32 -> statement.setInt(index, (Integer) value);
            case INT64 -> statement.setLong(index, (Long) value);
            case FLOAT32 -> statement.setFloat(index, (Float) value);
            case FLOAT64 -> statement.setDouble(index, (Double) value);
            case DATE, TIME, TIMESTAMP -> statement.setObject(index, value);
            case TIMESTAMP_UTC -> statement.setObject(index, ((Instant) value).atOffset(ZoneOffset.UTC));
            case BINARY -> statement.setBytes(index, (byte[]) value);
        }
    }

    private static PGobject named(Parameter parameter, @Nullable String text) throws SQLException {
        PGobject value = new PGobject();
        value.setType(typeName(parameter));
        value.setValue(text);
        return value;
    }

    private static String typeName(Parameter parameter) {
        return switch (parameter.type().name()) {
            case STRING, LARGE_STRING -> "text";
            case JSON -> "jsonb";
            case UUID -> "uuid";
            case DECIMAL -> "numeric";
            case BOOL -> "bool";
            case INT32 -> "int4";
            case INT64 -> "int8";
            case FLOAT32 -> "float4";
            case FLOAT64 -> "float8";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_UTC -> "timestamptz";
            case BINARY -> "bytea";
        };
    }
}

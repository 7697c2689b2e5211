package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bound parameters of a statement as a record batch of one row: a schema message, a batch message and its body.
 * Made by a prepared statement for each execution. Immutable.
 */
public final class ParameterBatch {
    private final byte[] schemaMessage;
    private final byte[] batchMessage;
    private final byte[] body;

    private ParameterBatch(byte[] schemaMessage, byte[] batchMessage, byte[] body) {
        this.schemaMessage = schemaMessage;
        this.batchMessage = batchMessage;
        this.body = body;
    }

    /** Encodes values against the declared parameters, of which there may be none although there are values. */
    public static ParameterBatch of(ArrowSchema declared, List<@Nullable Object> values) throws SQLException {
        List<ArrowField> fields = new ArrayList<>();
        BodyWriter body = new BodyWriter();
        for (int i = 0; i < values.size(); i++) {
            ArrowField field = ParameterTypes.fieldFor(declaredAt(declared, i), "$" + (i + 1), values.get(i));
            fields.add(field);
            body.addColumn(field, values.get(i));
        }
        return new ParameterBatch(MessageWriter.schema(fields), MessageWriter.batch(1, body), body.toByteArray());
    }

    /** Returns a batch without columns: what a command sends that has no parameters. */
    public static ParameterBatch none() throws SQLException {
        return of(ArrowSchema.EMPTY, List.of());
    }

    private static @Nullable ArrowField declaredAt(ArrowSchema declared, int index) throws SQLException {
        List<ArrowField> fields = declared.fields();
        if (fields.isEmpty()) {
            return null;
        }
        if (index >= fields.size()) {
            throw SqlState.INVALID_INDEX.exception("Invalid parameter index: " + (index + 1) + " (the statement has "
                    + fields.size() + " parameters)");
        }
        return fields.get(index);
    }

    public byte[] schemaMessage() {
        return schemaMessage;
    }

    public byte[] batchMessage() {
        return batchMessage;
    }

    public byte[] body() {
        return body;
    }
}

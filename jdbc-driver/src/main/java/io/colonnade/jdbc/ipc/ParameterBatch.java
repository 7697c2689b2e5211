package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bound parameters of a statement, a row for each execution: a schema message, and record batches of a thousand rows or
 * fewer. Made by a prepared statement for each call. Immutable.
 */
public final class ParameterBatch {
    /** Servers limit the size of a message, often to 4 MiB. */
    private static final int ROWS_IN_MESSAGE = 1_000;

    private final byte[] schemaMessage;
    private final List<Rows> rows;

    private ParameterBatch(byte[] schemaMessage, List<Rows> rows) {
        this.schemaMessage = schemaMessage;
        this.rows = List.copyOf(rows);
    }

    /** Encodes values against the declared parameters, of which there may be none although there are values. */
    public static ParameterBatch of(ArrowSchema declared, List<@Nullable Object> values) throws SQLException {
        return ofRows(declared, List.of(values));
    }

    /** Encodes the values of several executions, each of which has as many as the first. */
    public static ParameterBatch ofRows(ArrowSchema declared, List<List<@Nullable Object>> executions)
            throws SQLException {
        List<ArrowField> fields = new ArrayList<>();
        for (int i = 0; i < executions.get(0).size(); i++) {
            fields.add(ParameterTypes.fieldFor(declaredAt(declared, i), "$" + (i + 1), column(executions, i)));
        }
        List<Rows> rows = new ArrayList<>();
        for (int from = 0; from < executions.size(); from += ROWS_IN_MESSAGE) {
            rows.add(Rows.of(fields, executions.subList(from, Math.min(executions.size(), from + ROWS_IN_MESSAGE))));
        }
        return new ParameterBatch(MessageWriter.schema(fields), rows);
    }

    /** Returns a batch without columns: what a command sends that has no parameters. */
    public static ParameterBatch none() throws SQLException {
        return new ParameterBatch(MessageWriter.schema(List.of()), List.of());
    }

    private static List<@Nullable Object> column(List<List<@Nullable Object>> executions, int index) {
        List<@Nullable Object> values = new ArrayList<>();
        executions.forEach(execution -> values.add(execution.get(index)));
        return values;
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

    public List<Rows> rows() {
        return rows;
    }

    /** One record batch. Immutable. */
    public static final class Rows {
        private final byte[] message;
        private final byte[] body;

        private Rows(byte[] message, byte[] body) {
            this.message = message;
            this.body = body;
        }

        private static Rows of(List<ArrowField> fields, List<List<@Nullable Object>> executions) throws SQLException {
            BodyWriter body = new BodyWriter();
            for (int i = 0; i < fields.size(); i++) {
                body.addColumn(fields.get(i), column(executions, i));
            }
            return new Rows(MessageWriter.batch(executions.size(), body), body.toByteArray());
        }

        public byte[] message() {
            return message;
        }

        public byte[] body() {
            return body;
        }
    }
}

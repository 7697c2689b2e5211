package io.colonnade.server.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import graphql.normalized.ExecutableNormalizedField;
import java.io.IOException;

/** The answer to an operation that asks for no rows: it is known before it runs. Immutable. */
final class SchemaAnswer implements RunningOperation {
    private final PreparedOperation operation;

    SchemaAnswer(PreparedOperation operation) {
        this.operation = operation;
    }

    @Override
    public void open() {}

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (ExecutableNormalizedField field : operation.fields().getTopLevelFields()) {
            json.writeFieldName(field.getResultKey());
            write(field, json);
        }
        json.writeEndObject();
    }

    private void write(ExecutableNormalizedField field, JsonGenerator json) throws IOException {
        String known = operation.introspection().get(field.getResultKey());
        if (known != null) {
            json.writeRawValue(known);
        } else if (Introspection.isTypeName(field)) {
            json.writeString(field.getSingleObjectTypeName());
        } else {
            json.writeNull();
        }
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}

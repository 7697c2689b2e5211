package io.colonnade.server.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What writes the values of one column as JSON. Not thread-safe, like the column's vector. */
@FunctionalInterface
public interface JsonCell {
    /** Writes a value, or null. */
    void write(JsonGenerator json, int row) throws IOException;
}

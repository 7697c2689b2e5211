package io.colonnade.it.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects as rows, whether they are an array or a line each. Field by field, since a result may have two columns of one name. */
final class JsonRows {
    private JsonRows() {}

    static List<List<@Nullable String>> of(byte[] body) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    rows.add(row(parser, body));
                }
            }
        }
        return rows;
    }

    private static List<@Nullable String> row(JsonParser parser, byte[] body) throws IOException {
        List<@Nullable String> row = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                row.add(written(parser, body));
            } else {
                row.add(value == JsonToken.VALUE_NULL ? null : parser.getText());
            }
        }
        return row;
    }

    /** A document, as it stands where it is. */
    private static String written(JsonParser parser, byte[] body) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}

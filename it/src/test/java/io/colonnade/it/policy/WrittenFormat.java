package io.colonnade.it.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;

/** The formats in which doors write a whole answer, and how each is read back. */
enum WrittenFormat {
    ARROW("application/vnd.apache.arrow.stream"),
    CSV("text/csv"),
    JSON("application/json");

    private final String mediaType;

    WrittenFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Returns the rows of an answer, of columns whose kinds only Arrow tells. */
    Answer.Rows rows(byte[] body) throws Exception {
        return switch (this) {
            case ARROW -> arrow(body);
            case CSV -> new Answer.Rows(List.of(), csv(new String(body, StandardCharsets.UTF_8)));
            case JSON -> new Answer.Rows(List.of(), json(body));
        };
    }

    private static Answer.Rows arrow(byte[] body) throws Exception {
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), allocator)) {
            return ArrowAnswers.of(reader);
        }
    }

    /** Field by field, since a result may have two columns of one name. */
    private static List<List<@Nullable String>> json(byte[] body) throws IOException {
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
            if (value.isScalarValue()) {
                row.add(value == JsonToken.VALUE_NULL ? null : parser.getText());
            } else {
                row.add(embedded(parser, body));
            }
        }
        return row;
    }

    /** A value of a JSON column, as it is written. */
    private static String embedded(JsonParser parser, byte[] body) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    /** RFC 4180, where nothing is NULL and two quotes are the empty text. */
    private static List<List<@Nullable String>> csv(String body) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> row = new ArrayList<>();
        int at = 0;
        while (at < body.length()) {
            int end = body.charAt(at) == '"' ? closingQuote(body, at) + 1 : endOfCell(body, at);
            row.add(cell(body.substring(at, end)));
            if (body.charAt(end) == ',') {
                at = end + 1;
            } else {
                rows.add(row);
                row = new ArrayList<>();
                at = end + 2;
            }
        }
        return rows.subList(1, rows.size());
    }

    private static int endOfCell(String body, int from) {
        int at = from;
        while (body.charAt(at) != ',' && body.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int closingQuote(String body, int opening) {
        int at = opening + 1;
        while (body.charAt(at) != '"' || body.charAt(at + 1) == '"') {
            at += body.charAt(at) == '"' ? 2 : 1;
        }
        return at;
    }

    private static @Nullable String cell(String written) {
        if (written.isEmpty()) {
            return null;
        }
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
    }
}

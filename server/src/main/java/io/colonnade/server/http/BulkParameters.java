package io.colonnade.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.server.selection.BulkRead.Wanted;
import io.colonnade.server.selection.OrderText;
import io.colonnade.server.selection.PageRequest;
import io.colonnade.server.selection.SelectableBatch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The query parameters of a bulk read, each given once and none of another name. Immutable. */
final class BulkParameters {
    /** The names that there are. */
    static final List<String> NAMES =
            List.of("select", "where", "order", "first", "after", "last", "before", "limit", "offset");

    private static final int LONGEST_ECHO = 64;

    /** Of two members of the same name one would be dropped, and with it a part of the filter. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, String> values;

    private BulkParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the parameters of a request.
     *
     * @throws ColonnadeException INVALID_ARGUMENT for other names, and for a name that is given twice
     */
    static BulkParameters of(Request request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Fields.Field field : fields(request)) {
            if (!NAMES.contains(field.getName())) {
                String name = field.getName().length() > LONGEST_ECHO
                        ? field.getName().substring(0, LONGEST_ECHO) + "…"
                        : field.getName();
                throw invalid("there is no parameter '" + name + "'" + Suggestion.hint(name, NAMES));
            }
            if (field.hasMultipleValues()) {
                throw invalid("'" + field.getName() + "' is given twice");
            }
            values.put(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        return new BulkParameters(values);
    }

    private static Fields fields(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw invalid("it is not encoded as UTF-8 in percents");
        }
    }

    /** Returns what they ask of a batch. */
    Wanted wanted(SelectableBatch batch) {
        @Nullable String order = values.get("order");
        return new Wanted(
                columns(),
                where(),
                order == null ? List.of() : OrderText.read(order, batch),
                new PageRequest(
                        number("first"),
                        values.get("after"),
                        number("last"),
                        values.get("before"),
                        number("limit"),
                        number("offset")));
    }

    private List<String> columns() {
        @Nullable String select = values.get("select");
        return select == null
                ? List.of()
                : List.of(select.split(",", -1)).stream().map(String::strip).toList();
    }

    private @Nullable Object where() {
        @Nullable String where = values.get("where");
        if (where == null) {
            return null;
        }
        try {
            return JSON.readValue(where, Object.class);
        } catch (JsonProcessingException e) {
            // What the parser says holds a part of the text.
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid where: it is no JSON, or names a member twice (character "
                            + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()) + ")");
        }
    }

    private @Nullable Long number(String name) {
        @Nullable String text = values.get(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid " + name + ": it is no whole number that there is room for");
        }
    }

    /** Returns the same query with another value of one parameter, as a reference relative to the request's own address. */
    String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        List<String> pairs = new ArrayList<>();
        changed.forEach((key, text) -> pairs.add(key + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return "?" + String.join("&", pairs);
    }

    private static ColonnadeException invalid(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Invalid query of the address: " + why);
    }
}

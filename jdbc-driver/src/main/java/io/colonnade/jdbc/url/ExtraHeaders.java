package io.colonnade.jdbc.url;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The properties {@code header.<name>}: headers that a gateway on the way to the server asks for. Immutable. */
final class ExtraHeaders {
    private static final String PREFIX = "header.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Set<String> OURS =
            Set.of("authorization", "cookie", "te", "user-agent", "content-type", "host", "connection");

    private final Map<String, String> byName;

    private ExtraHeaders(Map<String, String> byName) {
        this.byName = byName;
    }

    /** Takes the headers out of what was given; what remains are properties. */
    static ExtraHeaders takenFrom(Map<String, String> given) throws SQLException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, String>> i = given.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, String> entry = i.next();
            if (entry.getKey().startsWith(PREFIX)) {
                String name = entry.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                check(name, entry.getValue());
                headers.put(name, entry.getValue());
                i.remove();
            }
        }
        return new ExtraHeaders(headers);
    }

    private static void check(String name, String value) throws SQLException {
        if (!NAME.matcher(name).matches() || name.endsWith("-bin")) {
            throw invalid(name, "a name has letters, digits, '-', '_' and '.', and does not end in -bin");
        }
        if (OURS.contains(name) || name.startsWith("grpc-")) {
            throw invalid(name, "the driver sends this header itself; user, password and token are properties");
        }
        if (!VALUE.matcher(value).matches()) {
            throw invalid(name, "a value has printable ASCII characters");
        }
    }

    private static SQLException invalid(String name, String rule) {
        return SqlState.INVALID_PARAMETER.exception(
                "Invalid connection property: " + PREFIX + name + " (" + rule + ")");
    }

    Map<String, String> byName() {
        return byName;
    }
}

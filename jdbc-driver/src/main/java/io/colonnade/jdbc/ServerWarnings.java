package io.colonnade.jdbc;

import java.sql.SQLWarning;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the server warns of: a line each in the metadata of a result's schema, a SQLSTATE of class 01 before the text. */
final class ServerWarnings {
    private static final String KEY = "colonnade.warnings";
    private static final Pattern STATED = Pattern.compile("01[0-9A-Z]{3} .+");
    private static final int STATE_LENGTH = 5;
    private static final int MOST = 1_000;
    private static final String GENERAL = "01000";

    private ServerWarnings() {}

    /** Returns the first warning, to which the others are chained; null where there is none. */
    static @Nullable SQLWarning in(Map<String, String> metadata) {
        @Nullable SQLWarning first = null;
        String[] lines = metadata.getOrDefault(KEY, "").split("\n", MOST + 1);
        // From the last, since a warning that is chained goes the whole way to the end.
        for (int i = Math.min(MOST, lines.length) - 1; i >= 0; i--) {
            if (!lines[i].isBlank()) {
                SQLWarning before = warning(lines[i]);
                before.setNextWarning(first);
                first = before;
            }
        }
        return first;
    }

    private static SQLWarning warning(String line) {
        return STATED.matcher(line).matches()
                ? new SQLWarning(line.substring(STATE_LENGTH + 1), line.substring(0, STATE_LENGTH))
                : new SQLWarning(line, GENERAL);
    }
}

package io.colonnade.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a {@code COPY} that the command line's words become. What the caller gives is a literal, a quoted name, or stands in
 * parentheses that it cannot leave: nothing that the grammar has begins anew behind them.
 */
final class CopyText {
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\"";
    private static final Pattern BATCH = Pattern.compile("(?:" + NAME + ")(?:\\.(?:" + NAME + "))*");
    private static final Pattern PART = Pattern.compile(NAME);
    private static final Pattern END_OF_QUERY = Pattern.compile("\\s*;\\s*$");

    private final String what;
    private final String destination;
    private final List<String> options = new ArrayList<>();

    private CopyText(String what, String destination) {
        this.what = what;
        this.destination = destination;
    }

    /** Begins the text for all rows of a batch, if the words are the name of one, and otherwise for the answer to a query. */
    static CopyText of(String words, String destination) {
        String text = END_OF_QUERY.matcher(words.strip()).replaceFirst("");
        // The query may end with a comment, which lasts until its line does.
        return new CopyText(BATCH.matcher(text).matches() ? names(text) : "(" + text + "\n)", destination);
    }

    /** Begins the text for all batches of a projection. */
    static CopyText ofProjection(String projection, String destination) {
        return new CopyText("PROJECTION " + name(projection), destination);
    }

    /** Adds an option that has a value. */
    CopyText with(String option, String value) {
        options.add(option + " " + literal(value));
        return this;
    }

    /** Adds an option whose value is a list of columns. */
    CopyText with(String option, List<String> columns) {
        options.add(columns.stream().map(CopyText::name).collect(Collectors.joining(", ", option + " (", ")")));
        return this;
    }

    /** Adds an option that is a word alone. */
    CopyText with(String option) {
        options.add(option);
        return this;
    }

    private static String names(String batch) {
        Matcher part = PART.matcher(batch);
        List<String> names = new ArrayList<>();
        while (part.find()) {
            names.add(name(part.group()));
        }
        return String.join(".", names);
    }

    /** Quotes a name, folded as it would be in a statement; one that is quoted already stays as it is. */
    private static String name(String given) {
        return given.startsWith("\"") && PART.matcher(given).matches()
                ? given
                : "\"" + given.toLowerCase(Locale.ROOT).replace("\"", "\"\"") + "\"";
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        String all = options.isEmpty() ? "" : " (" + String.join(", ", options) + ")";
        return "COPY " + what + " TO " + literal(destination) + all;
    }
}

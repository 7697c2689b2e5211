package io.colonnade.jdbc.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A function as it stands in an escape: its name, and its arguments or the text that could not be taken apart. Immutable. */
final class ScalarFunction {
    private final String text;
    private final String name;
    private final List<String> arguments;

    private ScalarFunction(String text, String name, List<String> arguments) {
        this.text = text;
        this.name = name;
        this.arguments = arguments;
    }

    static ScalarFunction parse(String text) {
        int opening = text.indexOf('(');
        boolean call = opening > 0 && Lexemes.closing(text, opening, '(', ')') == text.length() - 1;
        String name = (call ? text.substring(0, opening) : text).strip().toUpperCase(Locale.ROOT);
        return new ScalarFunction(
                text, name, call ? split(text.substring(opening + 1, text.length() - 1)) : new ArrayList<>());
    }

    private static List<String> split(String list) {
        List<String> arguments = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < list.length()) {
            char c = list.charAt(at);
            int closing = c == '(' ? Lexemes.closing(list, at, '(', ')') : -1;
            if (c == ',') {
                arguments.add(list.substring(start, at).strip());
                start = at + 1;
            }
            at = closing < 0 ? Lexemes.end(list, at) : closing + 1;
        }
        if (!list.isBlank()) {
            arguments.add(list.substring(start).strip());
        }
        return arguments;
    }

    /** Returns the function in the server's SQL, or its text where JDBC's name is the server's or nobody knows it. */
    String translate() {
        String template = FunctionTemplates.find(name, arguments);
        if (template.isEmpty()) {
            return text;
        }
        StringBuilder sql = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c == '$') {
                sql.append(arguments.get(template.charAt(++at) - '1'));
            } else {
                sql.append(c);
            }
        }
        return sql.toString();
    }
}

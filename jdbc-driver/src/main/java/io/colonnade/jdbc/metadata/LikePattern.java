package io.colonnade.jdbc.metadata;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JDBC's search patterns: {@code %}, {@code _} and a backslash before what stands for itself. */
final class LikePattern {
    private LikePattern() {}

    /** Returns whether a name matches; no pattern matches every name. */
    static boolean matches(@Nullable String pattern, String name) {
        return pattern == null || toRegex(pattern).matcher(name).matches();
    }

    /** Returns the pattern that matches a name and nothing else. */
    static String literally(String name) {
        return name.replaceAll("([\\\\%_])", "\\\\$1");
    }

    private static Pattern toRegex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                boolean escaped = c == '\\' && i + 1 < pattern.length();
                regex.append(Pattern.quote(String.valueOf(escaped ? pattern.charAt(++i) : c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}

package io.colonnade.server.flight;

/**
 * A search pattern of Flight SQL and JDBC metadata calls: {@code %} stands for any characters, {@code _} for one, and a
 * backslash takes the next character as it is. Immutable.
 */
final class NamePattern {
    static final String ESCAPE = "\\";
    static final NamePattern ANY = new NamePattern("%");

    private final String pattern;

    private NamePattern(String pattern) {
        this.pattern = pattern;
    }

    static NamePattern of(boolean given, String pattern) {
        return given ? new NamePattern(pattern) : ANY;
    }

    /** Returns whether the pattern covers the whole name; the time is at most the product of both lengths. */
    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int restartAt = -1;
        int restartIn = -1;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '%') {
                restartAt = ++at;
                restartIn = in;
            } else if (at < pattern.length() && matchesOne(at, name.charAt(in))) {
                at += width(at);
                in++;
            } else if (restartAt >= 0) {
                at = restartAt;
                in = ++restartIn;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '%') {
            at++;
        }
        return at == pattern.length();
    }

    private boolean matchesOne(int at, char c) {
        char wanted = pattern.charAt(at);
        if (escaped(at)) {
            return pattern.charAt(at + 1) == c;
        }
        return wanted == '_' || wanted == c;
    }

    private int width(int at) {
        return escaped(at) ? 2 : 1;
    }

    private boolean escaped(int at) {
        return pattern.charAt(at) == '\\' && at + 1 < pattern.length();
    }
}

package io.colonnade.contract;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.policy.RowFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row filter's predicate with its {@code {context.claim}} placeholders turned into {@code ?} parameters. The compiler
 * reads every filter once to check it; policy reads it again to plan it. Immutable.
 *
 * @param sql the predicate, with {@code ?} for each placeholder
 * @param claims the claims that the parameters take, in the order of the parameters
 */
public record FilterTemplate(String sql, List<String> claims) {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<text>'(?:[^']++|'')*+'?)"
                    + "|(?<quoted>\"(?:[^\"]++|\"\")*+\"?)"
                    + "|(?<brace>\\{[^{}'\"]*\\}?|\\})"
                    + "|(?<mark>--|/\\*|;|\\?|\\$\\w*)"
                    // The reserved words that every query holds. VALUES is one only before its row.
                    + "|(?<query>(?i:(?:SELECT|TABLE)(?![A-Za-z0-9_])|VALUES(?=\\s*\\()))"
                    + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<other>.)",
            Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\s*context\\.([A-Za-z_][A-Za-z0-9_-]*)\\s*\\}");
    private static final Pattern BRACED = Pattern.compile("\\{[^{}]*\\}");

    public FilterTemplate {
        claims = List.copyOf(claims);
    }

    /**
     * Reads a predicate.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if a placeholder is malformed or the predicate holds a sub-query
     */
    public static FilterTemplate parse(String predicate) {
        StringBuilder sql = new StringBuilder();
        List<String> claims = new ArrayList<>();
        Matcher token = TOKEN.matcher(predicate);
        while (token.find()) {
            if (token.group("brace") != null) {
                claims.add(claim(token.group("brace"), token.start()));
                sql.append('?');
            } else {
                check(token);
                sql.append(token.group());
            }
        }
        return new FilterTemplate(sql.toString(), claims);
    }

    /** Returns the names of all the claims that filters need, each once. */
    public static List<String> claims(List<RowFilter> filters) {
        return filters.stream()
                .flatMap(filter -> parse(filter.predicate()).claims().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static String claim(String text, int at) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (!placeholder.matches()) {
            throw invalid("a placeholder at character " + (at + 1) + " is malformed; write {context.<claim>}");
        }
        return placeholder.group(1);
    }

    private static void check(Matcher token) {
        String text = token.group();
        int at = token.start() + 1;
        boolean quoted = token.group("text") != null || token.group("quoted") != null;
        if (quoted && (text.length() < 2 || text.charAt(0) != text.charAt(text.length() - 1))) {
            throw invalid("the quote that begins at character " + at + " has no end");
        }
        if (token.group("text") != null && BRACED.matcher(text).find()) {
            throw invalid("a placeholder stands inside the text at character " + at
                    + "; write it without quotes, it becomes a typed parameter");
        }
        if (token.group("mark") != null) {
            throw invalid("'" + text + "' at character " + at
                    + " cannot stand in a filter; it takes no comments, no further statements and no parameters"
                    + " but {context.<claim>}");
        }
        if (token.group("query") != null) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot use a sub-query in a row filter: a filter sees one row of its batch; bring the value in as a"
                            + " filter column, with a join under the batch's sql:");
        }
    }

    private static ColonnadeException invalid(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, "Invalid filter: " + why);
    }
}

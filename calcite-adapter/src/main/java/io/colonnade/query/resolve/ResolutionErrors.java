package io.colonnade.query.resolve;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.error.TextPosition;
import io.colonnade.query.operator.ColonnadeOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/** Calcite's complaints about names and types, in our words, with SQLSTATE, position and a suggestion. */
final class ResolutionErrors {
    private record Rule(Pattern pattern, ErrorKind kind, SqlState state, String message) {}

    private static final List<Rule> RULES = List.of(
            rule("Object '(.*)' not found(?: within '(.*)')?.*", ErrorKind.NOT_FOUND, SqlState.UNDEFINED_TABLE, ""),
            rule(
                    "Table '(.*)' not found.*",
                    ErrorKind.NOT_FOUND,
                    SqlState.UNDEFINED_TABLE,
                    "Table '%s' does not exist"),
            rule(
                    "Column '(.*)' not found in any table.*",
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.UNDEFINED_COLUMN,
                    "Column '%s' does not exist"),
            rule(
                    "Column '(.*)' not found in table '(.*)'.*",
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.UNDEFINED_COLUMN,
                    "Column '%s' does not exist in table '%s'"),
            rule(
                    "Column '(.*)' is ambiguous",
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.AMBIGUOUS_COLUMN,
                    "Column '%s' is ambiguous: write it as table.column"),
            rule(
                    "No match found for function signature (.*)",
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.UNDEFINED_FUNCTION,
                    "Function %s does not exist or cannot be used here"),
            rule(
                    "Illegal use of dynamic parameter",
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot tell the parameter's type: write CAST(? AS type)"),
            rule(
                    "Cannot apply '(.*)' to arguments of type '(.*)'\\. Supported form\\(s\\):.*",
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.DATATYPE_MISMATCH,
                    "Cannot apply '%s' to these types: %s"));

    private static final Pattern SUGGESTED = Pattern.compile("did you mean '(.*)'\\?");

    private ResolutionErrors() {}

    /** Translates what the validator threw. */
    static ColonnadeException translate(CalciteContextException e, KnownNames known) {
        Throwable cause = e.getCause();
        String message = cause == null || cause.getMessage() == null ? "Invalid query" : cause.getMessage();
        ColonnadeException error = worded(e, message, known);
        return e.getPosLine() > 0 ? error.at(new TextPosition(e.getPosLine(), e.getPosColumn())) : error;
    }

    /** Translates an error that carries no position. */
    static ColonnadeException translate(CalciteException e) {
        String message = e.getMessage() == null ? "Invalid query" : e.getMessage();
        return ColonnadeException.causedBy(
                e, ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, "Invalid query: " + message);
    }

    /** What the validator stumbles over is a query that it has no rule for: the client can write another one. */
    static ColonnadeException unsupported(Throwable defect) {
        return ColonnadeException.causedBy(
                defect,
                ErrorKind.INVALID_ARGUMENT,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot resolve the query: it combines its clauses in a way that is not supported; write it in"
                        + " smaller steps, with sub-queries");
    }

    private static ColonnadeException worded(Throwable cause, String message, KnownNames known) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(message);
            if (matcher.matches()) {
                String text = rule.message().isEmpty()
                        ? missingObject(matcher, known)
                        : String.format(rule.message(), groups(matcher));
                return ColonnadeException.causedBy(
                        cause, rule.kind(), rule.state(), text + hint(rule, matcher, message, known));
            }
        }
        return ColonnadeException.causedBy(
                cause, ErrorKind.INVALID_ARGUMENT, SqlState.SYNTAX_ERROR, "Invalid query: " + message);
    }

    private static String missingObject(Matcher matcher, KnownNames known) {
        String name = matcher.group(1);
        if (matcher.group(2) != null) {
            return "Table '" + matcher.group(2) + "." + name + "' does not exist"
                    + Suggestion.hint(name, known.tables());
        }
        return "Table or projection '" + name + "' does not exist" + unqualifiedHint(name, known);
    }

    private static String unqualifiedHint(String name, KnownNames known) {
        int index = known.tables().indexOf(name);
        if (index >= 0) {
            return "; did you mean '" + known.qualified().get(index) + "'?";
        }
        List<String> all = new ArrayList<>(known.schemas());
        all.addAll(known.tables());
        return Suggestion.hint(name, all);
    }

    private static String hint(Rule rule, Matcher matcher, String message, KnownNames names) {
        if (rule.state() == SqlState.UNDEFINED_FUNCTION) {
            String name = matcher.group(1).replaceAll("\\(.*", "").toLowerCase(Locale.ROOT);
            List<String> known = ColonnadeOperators.INSTANCE.functionNames();
            return known.contains(name) ? "" : Suggestion.hint(name, known);
        }
        Matcher suggested = SUGGESTED.matcher(message);
        if (suggested.find()) {
            return "; did you mean '" + suggested.group(1) + "'?";
        }
        return rule.state() == SqlState.UNDEFINED_COLUMN ? Suggestion.hint(matcher.group(1), names.columns()) : "";
    }

    private static Object[] groups(Matcher matcher) {
        Object[] groups = new Object[matcher.groupCount()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = matcher.group(i + 1);
        }
        return groups;
    }

    private static Rule rule(String pattern, ErrorKind kind, SqlState state, String message) {
        return new Rule(Pattern.compile(pattern, Pattern.DOTALL), kind, state, message);
    }
}

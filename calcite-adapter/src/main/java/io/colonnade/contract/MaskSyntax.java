package io.colonnade.contract;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.security.policy.ColumnMask;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a mask is spelled: {@code redact}, {@code first_n(3)}, {@code truncate(month)}. */
final class MaskSyntax {
    static final String KINDS = "redact, hash, encrypt, first_n(n), last_n(n), null, round(n), truncate(unit)";

    private static final List<String> WORDS =
            List.of("redact", "hash", "encrypt", "first_n", "last_n", "null", "round", "truncate");
    private static final Pattern FORM = Pattern.compile("([a-z_]+)(?:\\(\\s*([^()]*?)\\s*\\))?");
    private static final int MOST_DIGITS = 76;

    private MaskSyntax() {}

    /**
     * Reads a mask.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if it is none
     */
    static ColumnMask parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw invalid(text, "one of " + KINDS, "");
        }
        String word = form.group(1);
        String argument = form.group(2);
        return switch (word) {
            case "redact" -> plain(new ColumnMask.Redact(), text, argument);
            case "hash" -> plain(new ColumnMask.Hash(), text, argument);
            case "encrypt" -> plain(new ColumnMask.Encrypt(), text, argument);
            case "null" -> plain(new ColumnMask.Null(), text, argument);
            case "first_n" -> new ColumnMask.FirstN(characters(word, text, argument));
            case "last_n" -> new ColumnMask.LastN(characters(word, text, argument));
            case "round" -> round(text, argument);
            case "truncate" -> truncate(text, argument);
            default -> throw invalid(text, "one of " + KINDS, Suggestion.hint(word, WORDS));
        };
    }

    private static ColumnMask plain(ColumnMask mask, String text, @Nullable String argument) {
        if (argument != null) {
            throw invalid(text, "it takes no argument", "");
        }
        return mask;
    }

    private static int characters(String word, String text, @Nullable String argument) {
        Integer characters = number(argument);
        if (characters == null || characters < 0) {
            throw invalid(text, word + "(n) with n >= 0 characters to keep", "");
        }
        return characters;
    }

    private static ColumnMask round(String text, @Nullable String argument) {
        Integer digits = number(argument);
        if (digits == null || Math.abs((long) digits) > MOST_DIGITS) {
            throw invalid(text, "round(n) with n decimal places to keep, negative before the point", "");
        }
        return new ColumnMask.Round(digits);
    }

    private static ColumnMask truncate(String text, @Nullable String argument) {
        for (ColumnMask.TimeUnit unit : ColumnMask.TimeUnit.values()) {
            if (unit.name().toLowerCase(Locale.ROOT).equals(argument)) {
                return new ColumnMask.Truncate(unit);
            }
        }
        throw invalid(text, "truncate(unit) with year, quarter, month, week, day, hour or minute", "");
    }

    private static @Nullable Integer number(@Nullable String argument) {
        try {
            return argument == null ? null : Integer.valueOf(argument);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static ColonnadeException invalid(String text, String rule, String hint) {
        return ColonnadeException.of(
                ErrorKind.INVALID_CONFIGURATION,
                SqlState.CONFIG_FILE_ERROR,
                "Invalid mask: '" + text + "' (" + rule + ")" + hint);
    }
}

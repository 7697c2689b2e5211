package io.colonnade.it.fuzz;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an error may say to a stranger: our own kinds, in a few words, of nothing inside and nothing hidden. */
public final class Refusal {
    /** As much as the doors send of a message. */
    private static final int LONGEST = 2_000;

    private static final List<String> INSIDE = List.of(
            "exception",
            "io.colonnade",
            "org.apache",
            "calcite",
            "java.",
            "javax.",
            "stackoverflow",
            "outofmemory",
            "nullpointer",
            "indexoutofbounds",
            "\tat ",
            "flatbuf",
            "lambda$");

    private Refusal() {}

    /** Fails unless the error is of a kind that the input may cause. */
    public static void check(ColonnadeException error, Set<ErrorKind> kinds, String input) {
        if (!kinds.contains(error.kind())) {
            throw new AssertionError("is of kind " + error.kind(), error);
        }
        check(error.clientMessage(), input);
    }

    /** Fails if a message is too long or tells of the inside; what the input says itself may be said again. */
    public static void check(String message, String input) {
        if (message.length() > LONGEST) {
            throw new AssertionError("message of " + message.length() + " characters: " + message.substring(0, 500));
        }
        absent(message, input, INSIDE);
    }

    /** Fails if a message has one of the words, unless the input has it. */
    public static void absent(String message, String input, Collection<String> words) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (lower.contains(word) && !input.toLowerCase(Locale.ROOT).contains(word)) {
                throw new AssertionError("message has '" + word + "': " + message);
            }
        }
    }
}

package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.Copy.Option;
import io.colonnade.server.config.KeyType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The options of a statement by name, each there once, with errors that point at them. */
record GivenOptions(Map<String, Option> byName) {
    private static final List<String> KNOWN = List.of(
            "format",
            "compression",
            "partition_by",
            "row_group_size",
            "file_size",
            "encryption",
            "overwrite",
            "append",
            "header",
            "manifest",
            "async",
            "idempotency_key");

    static GivenOptions of(List<Option> options) {
        HashSet<String> seen = new HashSet<>();
        for (Option option : options) {
            if (!KNOWN.contains(name(option))) {
                throw refusal(option, "there is no such option" + Suggestion.hint(name(option), KNOWN));
            }
            if (!seen.add(name(option))) {
                throw refusal(option, "it is there twice");
            }
        }
        return new GivenOptions(options.stream().collect(Collectors.toMap(GivenOptions::name, option -> option)));
    }

    private static String name(Option option) {
        return option.name().toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    ColonnadeException refusal(String name, String why) {
        return refusal(Objects.requireNonNull(byName.get(name)), why);
    }

    private static ColonnadeException refusal(Copy.Option option, String why) {
        return ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.INVALID_PARAMETER,
                        "Cannot use the option " + name(option).toUpperCase(Locale.ROOT) + " of COPY: " + why)
                .at(option.place());
    }

    /** Returns a word of a closed set. */
    <E extends Enum<E>> E oneOf(String name, Class<E> words, E otherwise) {
        Option option = byName.get(name);
        if (option == null) {
            return otherwise;
        }
        String given = single(option).toUpperCase(Locale.ROOT);
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(given))
                .findFirst()
                .orElseThrow(() -> refusal(option, "expected " + listed(words)));
    }

    private static <E extends Enum<E>> String listed(Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    /** Returns whether a word stands there, alone or with TRUE. */
    boolean flag(String name, boolean otherwise) {
        Option option = byName.get(name);
        if (option == null) {
            return otherwise;
        }
        String given = option.values().isEmpty() ? "true" : single(option).toLowerCase(Locale.ROOT);
        if (!given.equals("true") && !given.equals("false")) {
            throw refusal(option, "expected true, false or nothing behind it");
        }
        return given.equals("true");
    }

    /** Returns a size, given as a number of bytes or as a text such as {@code '64MiB'}. */
    long bytes(String name, long least, long most, long otherwise) {
        Option option = byName.get(name);
        if (option == null) {
            return otherwise;
        }
        String text = single(option);
        return KeyType.SIZE
                .parse(text.matches("\\d{1,15}") ? text + "B" : text)
                .map(Long.class::cast)
                .filter(bytes -> bytes >= least && bytes <= most)
                .orElseThrow(() -> refusal(
                        option,
                        "expected a size such as '64MiB', from " + (least >> 10) + "KiB to " + (most >> 20) + "MiB"));
    }

    /** Returns names, of which each is there once. */
    List<String> names(String name) {
        Option option = byName.get(name);
        if (option == null) {
            return List.of();
        }
        if (option.values().isEmpty()
                || new HashSet<>(option.values()).size() < option.values().size()) {
            throw refusal(option, "expected names of columns in parentheses, each once");
        }
        return option.values();
    }

    Optional<String> text(String name, int longest) {
        @Nullable Option option = byName.get(name);
        if (option == null) {
            return Optional.empty();
        }
        String text = single(option);
        if (text.isBlank() || text.length() > longest) {
            throw refusal(option, "expected a text of 1 to " + longest + " characters");
        }
        return Optional.of(text);
    }

    private static String single(Option option) {
        if (option.values().size() != 1) {
            throw refusal(option, "expected one value");
        }
        return option.values().get(0);
    }
}

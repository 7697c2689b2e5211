package io.colonnade.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the text of a configuration value may be, what it becomes, and how a JSON Schema says so. */
public enum KeyType {
    /** Any text. */
    TEXT("a text", "string", "") {
        @Override
        public Optional<Object> parse(String text) {
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        }
    },
    /** A text that is never printed; see {@link Secret}. */
    SECRET("a secret that is not empty", "string", "") {
        @Override
        public Optional<Object> parse(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text));
        }
    },
    /** A file or directory, relative to the directory of the configuration file. */
    PATH("the path of a file or directory", "string", "") {
        @Override
        public Optional<Object> parse(String text) {
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        }
    },
    /** Files, each as a {@link #PATH}. */
    PATHS("paths of files, as a list or with commas between them", "string", "") {
        @Override
        public Optional<Object> parse(String text) {
            List<String> paths =
                    Stream.of(text.split(",", -1)).map(String::strip).toList();
            return paths.contains("") ? Optional.empty() : Optional.of(paths);
        }
    },
    /** A TCP port; 0 lets the system choose one. */
    PORT("a port between 0 and 65535", "integer", "") {
        @Override
        public Optional<Object> parse(String text) {
            return wholeNumber(text, 0, 65_535);
        }
    },
    /** A number of things, at least one. */
    COUNT("a whole number of at least 1", "integer", "") {
        @Override
        public Optional<Object> parse(String text) {
            return wholeNumber(text, 1, Integer.MAX_VALUE);
        }
    },
    /** Whether something is so. */
    FLAG("true or false", "boolean", "") {
        @Override
        public Optional<Object> parse(String text) {
            return switch (text.trim()) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
    },
    /** A time span such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 1d}. */
    DURATION("a duration such as 30s, 5m or 2h", "string", "^[0-9]+(ms|s|m|h|d)$") {
        @Override
        public Optional<Object> parse(String text) {
            return quantity(text, DURATION_UNITS).map(Duration::ofMillis);
        }
    },
    /** A number of bytes such as {@code 64KiB}, {@code 256MiB} or {@code 2GiB}. */
    SIZE("a size such as 64KiB, 256MiB or 2GiB", "string", "^[0-9]+(B|KiB|MiB|GiB|TiB)$") {
        @Override
        public Optional<Object> parse(String text) {
            return quantity(text, SIZE_UNITS).map(bytes -> bytes);
        }
    },
    /** Words, as a list or with commas between them. */
    WORDS("words, as a list or with commas between them", "string", "") {
        @Override
        public Optional<Object> parse(String text) {
            List<String> words =
                    Stream.of(text.split(",", -1)).map(String::strip).toList();
            return words.stream().anyMatch(word -> !WORD.matcher(word).matches())
                    ? Optional.empty()
                    : Optional.of(words);
        }
    },
    /** Origins of browsers' pages (RFC 6454), as a list or with commas between them; or all of them. */
    ORIGINS("origins such as https://app.example.com, as a list or with commas between them, or *", "string", "") {
        @Override
        public Optional<Object> parse(String text) {
            List<String> origins =
                    Stream.of(text.split(",", -1)).map(String::strip).toList();
            boolean all = origins.equals(List.of("*"));
            return all
                            || origins.stream()
                                    .allMatch(origin -> ORIGIN.matcher(origin).matches())
                    ? Optional.of(origins)
                    : Optional.empty();
        }
    },
    /** Where something may be read from. */
    PLACE("loopback, anywhere or nowhere", "string", "^(loopback|anywhere|nowhere)$") {
        @Override
        public Optional<Object> parse(String text) {
            return List.of("loopback", "anywhere", "nowhere").contains(text) ? Optional.of(text) : Optional.empty();
        }
    },
    /** Whether clients must show a certificate. */
    CERTIFICATE_DEMAND("required or optional", "string", "^(required|optional)$") {
        @Override
        public Optional<Object> parse(String text) {
            return text.equals("required") || text.equals("optional") ? Optional.of(text) : Optional.empty();
        }
    },
    /** How a store encrypts, as S3 names it. */
    STORE_ENCRYPTION("AES256 or aws:kms", "string", "^(AES256|aws:kms)$") {
        @Override
        public Optional<Object> parse(String text) {
            return text.equals("AES256") || text.equals("aws:kms") ? Optional.of(text) : Optional.empty();
        }
    },
    /** A kind of source. */
    SOURCE_TYPE("postgresql", "string", "^postgresql$") {
        @Override
        public Optional<Object> parse(String text) {
            return text.equals("postgresql") ? Optional.of(text) : Optional.empty();
        }
    };

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    /** As browsers write them: in lower case, and without the port that the scheme has anyway. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:.]+](:[0-9]{1,5})?");

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]+)");
    private static final Map<String, Long> DURATION_UNITS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> SIZE_UNITS =
            Map.of("b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);

    private final String expectation;
    private final String schemaType;
    private final String pattern;

    KeyType(String expectation, String schemaType, String pattern) {
        this.expectation = expectation;
        this.schemaType = schemaType;
        this.pattern = pattern;
    }

    /** Returns the value, or nothing if the text is not of this type. */
    public abstract Optional<Object> parse(String text);

    /** Returns what is expected, for messages. */
    public String expectation() {
        return expectation;
    }

    /** Returns whether a YAML list may stand for the value. */
    boolean isList() {
        return this == WORDS || this == ORIGINS || this == PATHS;
    }

    /** Returns the type's name in JSON Schema. */
    String schemaType() {
        return schemaType;
    }

    /** Returns the regular expression that a JSON Schema states; empty if any text will do. */
    String pattern() {
        return pattern;
    }

    private static Optional<Object> wholeNumber(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.trim());
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
        try {
            long amount = unit == null ? 0 : Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
            return amount > 0 ? Optional.of(amount) : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}

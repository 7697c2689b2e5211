package io.colonnade.it.policy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case of {@code policy/cases}: a line {@code -- B3 what it tries}, where B3 is the class in the list of how others leaked
 * (O for our own), perhaps {@code -- with: 5, 'x'}, perhaps {@code -- as: …} with the same in PostgreSQL's words, perhaps
 * {@code -- graphql: …} with it as a document of GraphQL whose fields are the columns, then the statement, until an empty
 * line. It must be answered as the truth is, or, where the line ends in {@code [refused]}, refused whatever the truth says;
 * {@code [refused 42703]} says with what SQLSTATE. {@code [or refused]} allows what the local engine cannot do exactly.
 *
 * @param name class and title
 * @param truth the same for PostgreSQL
 * @param expected how it may end
 * @param state the SQLSTATE of the refusal; null for any
 */
record PolicyCase(
        String name,
        Question question,
        Question truth,
        Expected expected,
        @Nullable String state) {
    /** How a case may end. */
    enum Expected {
        AS_TRUTH,
        AS_TRUTH_OR_UNSUPPORTED,
        REFUSED
    }

    /** The SQLSTATE of what the local engine cannot do exactly. */
    static final String UNSUPPORTED = "0A000";

    private static final Path FOLDER = PolicyDatabase.resource("cases");
    private static final Pattern HEAD = Pattern.compile(
            "-- ([A-Z]\\d* .*?)( \\[(or )?refused(?: (\\w{5}))?])?\\n(?:-- with: (.*)\\n)?(?:-- as: (.*)\\n)?"
                    + "(?:-- graphql: (.*)\\n)?");

    /** Reads all cases. */
    static List<PolicyCase> all() throws IOException {
        List<PolicyCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                Arrays.stream(Files.readString(file).split("\\n\\n+"))
                        .filter(text -> !text.startsWith("--- "))
                        .map(PolicyCase::parse)
                        .forEach(cases::add);
            }
        }
        return cases;
    }

    private static PolicyCase parse(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new IllegalArgumentException("no case: " + text);
        }
        Expected refusal = head.group(3) == null ? Expected.REFUSED : Expected.AS_TRUTH_OR_UNSUPPORTED;
        Question question = new Question(text.substring(head.end()).strip(), parameters(head.group(5)), head.group(7));
        Question truth = head.group(6) == null ? question : new Question(head.group(6), question.parameters());
        return new PolicyCase(
                head.group(1), question, truth, head.group(2) == null ? Expected.AS_TRUTH : refusal, head.group(4));
    }

    private static List<Object> parameters(@Nullable String written) {
        return written == null
                ? List.of()
                : Arrays.stream(written.split(", ")).map(PolicyCase::parameter).toList();
    }

    private static Object parameter(String written) {
        if (written.startsWith("'")) {
            return written.substring(1, written.length() - 1);
        }
        if (written.contains("-") && !written.startsWith("-")) {
            return LocalDate.parse(written);
        }
        return written.contains(".") ? (Object) new BigDecimal(written) : Long.valueOf(written);
    }

    /** Returns the letter of its class. */
    char kind() {
        return name.charAt(0);
    }

    @Override
    public String toString() {
        return name;
    }
}

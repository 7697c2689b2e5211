package io.colonnade.it.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Words that were planted where nobody who is limited may look: in hidden rows, hidden columns, texts of filters, names of
 * the source's tables and keys. Rows are compared with the truth anyway; this looks at the words of refusals.
 */
final class Secrets {
    private static final List<String> PLANTED = List.of(
            "QZX",
            "vt_",
            "VT_ORDER",
            "vault",
            "annex_store",
            "full_name",
            "Tenant",
            "limbo",
            "restricted",
            "shared",
            "postgres",
            "mask key",
            "REDACTED",
            "Exception:",
            "\tat ",
            "io.colonnade",
            "calcite",
            "OFFSET 0");

    /** Returns what a refusal tells that its question did not. */
    Optional<String> leaked(Person person, Question question, Answer answer) {
        if (!(answer instanceof Answer.Refused refused) || !person.isLimited()) {
            return Optional.empty();
        }
        String asked = question.toString().toLowerCase(Locale.ROOT);
        String told = refused.message().toLowerCase(Locale.ROOT);
        return PLANTED.stream()
                .filter(secret -> told.contains(secret.toLowerCase(Locale.ROOT)))
                .filter(secret -> !asked.contains(secret.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(secret -> "tells '" + secret + "': " + refused.message());
    }
}

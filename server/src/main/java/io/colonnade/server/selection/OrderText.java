package io.colonnade.server.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Orders as texts: {@code created_at.desc.nullslast,id}. Stateless. */
public final class OrderText {
    private static final List<String> WORDS = List.of("asc", "desc", "nullsfirst", "nullslast");
    private static final int MOST_TERMS = 32;

    private OrderText() {}

    /**
     * Reads an order.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for unknown columns and words
     */
    public static List<OrderTerm> read(String text, SelectableBatch batch) {
        List<OrderTerm> terms = new ArrayList<>();
        for (String term : text.split(",", -1)) {
            if (terms.size() == MOST_TERMS) {
                throw SelectionErrors.tooMuch("order", "it has at most " + MOST_TERMS + " columns");
            }
            terms.add(term(term.strip(), batch));
        }
        return terms;
    }

    private static OrderTerm term(String text, SelectableBatch batch) {
        String[] parts = text.split("\\.", -1);
        boolean descending = false;
        Boolean nullsFirst = null;
        for (int i = 1; i < parts.length; i++) {
            String word = parts[i].toLowerCase(Locale.ROOT);
            switch (word) {
                case "asc" -> descending = false;
                case "desc" -> descending = true;
                case "nullsfirst" -> nullsFirst = true;
                case "nullslast" -> nullsFirst = false;
                default -> throw SelectionErrors.unknown("order", "word", parts[i], WORDS);
            }
        }
        return new OrderTerm(batch.column(parts[0], "order"), descending, nullsFirst == null ? descending : nullsFirst);
    }
}

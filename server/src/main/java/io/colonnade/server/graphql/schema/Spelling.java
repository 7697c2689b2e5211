package io.colonnade.server.graphql.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a contract's names are spelled in GraphQL: {@code order_items} as {@code orderItems} and {@code OrderItems}. Different names
 * are spelled differently. Stateless.
 */
public final class Spelling {
    private static final Pattern WORD = Pattern.compile("(?<!^)_([a-z])");
    /** What stands beside the columns in a filter, and what is told apart from it. */
    private static final Pattern FILTER_WORD = Pattern.compile("(and|or|not)_*");

    private static final String RESERVED_PREFIX = "__";

    private Spelling() {}

    /** Underscores that begin no word stay. No name of a contract begins with a capital letter. */
    static String camel(String name) {
        Matcher words = WORD.matcher(name.replace("@", "V"));
        String camel = words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
        return camel.startsWith(RESERVED_PREFIX) ? "X" + camel : camel;
    }

    static String pascal(String name) {
        String camel = camel(name);
        return camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
    }

    /** Spells the name of a column or relation, which also stands in filters: the {@code Naming} of what GraphQL selects. */
    public static String field(String name) {
        String camel = camel(name);
        return FILTER_WORD.matcher(camel).matches() ? camel + "_" : camel;
    }
}

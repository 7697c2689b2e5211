package io.colonnade.server.graphql.schema;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a contract's names are spelled in GraphQL: {@code order_items} as {@code orderItems} and {@code OrderItems}. */
final class Spelling {
    private static final Pattern WORD = Pattern.compile("(?<!^)_([a-z])");
    private static final String RESERVED_PREFIX = "__";
    /** What stands beside the columns in a filter. */
    private static final Set<String> FILTER_WORDS = Set.of("and", "or", "not");

    private Spelling() {}

    /** Underscores that begin no word stay, so that different names seldom become the same. */
    static String camel(String name) {
        Matcher words = WORD.matcher(name.replace("@", "V"));
        String camel = words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
        return camel.startsWith(RESERVED_PREFIX) ? "x" + camel : camel;
    }

    static String pascal(String name) {
        String camel = camel(name);
        return camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
    }

    /** Spells the name of a column or relation, which also stands in filters. */
    static String field(String name) {
        String camel = camel(name);
        return FILTER_WORDS.contains(camel) ? camel + "_" : camel;
    }
}

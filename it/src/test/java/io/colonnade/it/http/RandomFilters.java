package io.colonnade.it.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Filters of orders, each as JSON and as the condition that means the same in SQL. Not thread-safe. */
final class RandomFilters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> COMPARISONS =
            Map.of("eq", "=", "neq", "<>", "lt", "<", "lte", "<=", "gt", ">", "gte", ">=");

    private final Random random;
    private String sql = "";

    /** A filter and its condition over rows of an alias. */
    private record Both(ObjectNode json, String sql) {}

    RandomFilters(Random random) {
        this.random = random;
    }

    ObjectNode filter() {
        Both both = tree(3);
        sql = both.sql();
        return both.json();
    }

    /** Returns the condition of the filter that was made last, over rows called {@code o}. */
    String sql() {
        return sql;
    }

    private Both tree(int depth) {
        return switch (depth == 0 ? 4 : random.nextInt(6)) {
            case 0 -> list("and", " AND ", depth);
            case 1 -> list("or", " OR ", depth);
            case 2 -> not(tree(depth - 1));
            case 3 -> related(depth);
            default -> leaf();
        };
    }

    private Both list(String word, String operator, int depth) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode members = json.putArray(word);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Both member = tree(depth - 1);
            members.add(member.json());
            conditions.add("(" + member.sql() + ")");
        }
        return new Both(json, String.join(operator, conditions));
    }

    private static Both not(Both inner) {
        ObjectNode json = JSON.createObjectNode();
        json.set("not", inner.json());
        return new Both(json, "NOT (" + inner.sql() + ")");
    }

    private Both related(int depth) {
        boolean some = random.nextBoolean();
        ObjectNode json = JSON.createObjectNode();
        boolean items = random.nextBoolean();
        Both inner = items
                ? comparison("l", "quantity", oneOf("1", "25", "49.00"), "CAST('%s' AS decimal(12,2))")
                : comparison("c", "nation", oneOf("FRANCE", "CHINA", "PERU"), "'%s'");
        json.putObject(items ? "lineitems" : "customer").set(some ? "some" : "none", inner.json());
        String exists = items
                ? "EXISTS (SELECT 1 FROM sales_analytics.lineitems l WHERE l.order_id = o.id AND "
                : "EXISTS (SELECT 1 FROM sales_analytics.customers c WHERE c.id = o.customer_id AND ";
        return new Both(json, (some ? "" : "NOT ") + exists + inner.sql() + ")");
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }

    private Both leaf() {
        return switch (random.nextInt(5)) {
            case 0 ->
                comparison("o", "total_price", oneOf("1000", "150000.5", "99999.99"), "CAST('%s' AS decimal(12,2))");
            case 1 -> comparison("o", "ordered_on", oneOf("1993-06-30", "1996-02-29"), "DATE '%s'");
            case 2 -> comparison("o", "id", oneOf("7", "1000", "5989"), "%s");
            case 3 -> in();
            default -> pattern();
        };
    }

    private Both comparison(String alias, String column, String value, String literal) {
        List<String> words = COMPARISONS.keySet().stream().sorted().toList();
        String word = words.get(random.nextInt(words.size()));
        ObjectNode json = JSON.createObjectNode();
        json.putObject(column).put(word, value);
        return new Both(json, alias + "." + column + " " + COMPARISONS.get(word) + " " + literal.formatted(value));
    }

    private Both in() {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("status").putArray("in").add("O").add("P");
        return new Both(json, "o.status IN ('O', 'P')");
    }

    private Both pattern() {
        ObjectNode json = JSON.createObjectNode();
        return switch (random.nextInt(4)) {
            case 0 -> {
                json.putObject("priority").put("startsWith", "1-");
                yield new Both(json, "o.priority LIKE '1-%'");
            }
            case 1 -> {
                json.putObject("priority").put("contains", "%");
                yield new Both(json, "o.priority LIKE '%\\%%'");
            }
            case 2 -> {
                json.putObject("priority").put("ilike", "%HIGH");
                yield new Both(json, "o.priority ILIKE '%HIGH'");
            }
            default -> {
                json.putObject("priority").put("isNull", false);
                yield new Both(json, "o.priority IS NOT NULL");
            }
        };
    }
}

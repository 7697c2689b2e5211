package io.colonnade.it.policy;

import io.colonnade.it.policy.Catalogue.Field;
import io.colonnade.it.policy.Catalogue.Type;
import java.util.List;
import java.util.Random;

/** Random windows, over all peers, so that rows which compare equal get the same. For one query. */
final class RandomWindows {
    /** By values and not by rows, of which nobody knows the order. */
    private static final List<String> FRAMES = List.of(
            "",
            "",
            " range between unbounded preceding and unbounded following",
            " range between current row and unbounded following",
            " rows between unbounded preceding and unbounded following",
            " range between unbounded preceding and current row");

    private final Random random;
    private final RandomExpressions expressions;

    RandomWindows(Random random, RandomExpressions expressions) {
        this.random = random;
        this.expressions = expressions;
    }

    /** Returns a call over a window. */
    String of(Type type, List<Field> scope) {
        return switch (type) {
            case BIG ->
                random.nextBoolean()
                        ? "count(" + expressions.of(Type.TEXT, scope, 1) + ")" + over(scope)
                        : pick(List.of("rank", "dense_rank")) + ranked(scope);
            case DECIMAL -> "sum(" + expressions.of(type, scope, 1) + ")" + over(scope);
            case BOOL -> "bool_or(" + expressions.condition(scope, 1) + ")" + over(scope);
            case FLOAT -> pick(List.of("percent_rank", "cume_dist")) + ranked(scope);
            case TEXT -> random.nextBoolean() ? firstOrLast(scope) : smallestOrLargest(type, scope);
            default -> smallestOrLargest(type, scope);
        };
    }

    private String ranked(List<Field> scope) {
        return "() over (order by " + expressions.of(Type.TEXT, scope, 1) + ")";
    }

    private String smallestOrLargest(Type type, List<Field> scope) {
        return pick(List.of("min", "max")) + "(" + expressions.of(type, scope, 1) + ")" + over(scope);
    }

    /** Peers differ in nothing that is asked for. */
    private String firstOrLast(List<Field> scope) {
        String text = expressions.column(Type.TEXT, scope);
        return pick(List.of("first_value(", "last_value(")) + text + ") over (order by " + text + ")";
    }

    private String over(List<Field> scope) {
        String partition = random.nextBoolean() ? "partition by " + expressions.of(Type.TEXT, scope, 1) : "";
        return " over (" + partition + (random.nextBoolean() ? ordered(scope) : "") + ")";
    }

    private String ordered(List<Field> scope) {
        if (random.nextInt(4) == 0) {
            return " order by " + expressions.of(Type.INT, scope, 1) + " range between 3 preceding and 4 following";
        }
        Type type = pick(List.of(Type.INT, Type.TEXT, Type.DATE, Type.DECIMAL, Type.BIG));
        return " order by " + expressions.of(type, scope, 1) + pick(FRAMES);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

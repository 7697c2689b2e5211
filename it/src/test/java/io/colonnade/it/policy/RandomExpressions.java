package io.colonnade.it.policy;

import io.colonnade.it.policy.Catalogue.Field;
import io.colonnade.it.policy.Catalogue.Type;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Random expressions over the columns in scope. Most cannot fail on what the persons see, and would on what is hidden from
 * them: they divide by what is never zero to them and read texts as numbers that are numbers to them. For one query.
 */
final class RandomExpressions {
    /** Where sub-queries come from. */
    interface SubQueries {
        /** Returns a sub-query of one column, which may look at the fields around it. */
        String ofOneColumn(Type type, List<Field> around);

        /** Returns one that has exactly one row. */
        String ofOneRow(Type type, List<Field> around);
    }

    private static final List<String> TEXTS = List.of(
            "'Ada'", "'Ada Lovelace'", "''", "'x'", "'[REDACTED]'", "'QZX'", "'north'", "'open'", "'é'", "'SKU-0'");
    private static final List<String> PATTERNS = List.of("'A%'", "'%a%'", "'___'", "'%'", "'QZX%'", "'_x'", "'SKU-%'");

    private final Random random;
    private final SubQueries subQueries;
    private final boolean takesParameters;

    RandomExpressions(Random random, SubQueries subQueries) {
        this.random = random;
        this.subQueries = subQueries;
        this.takesParameters = random.nextInt(6) == 0;
    }

    /** Returns a column of a type, or a constant where there is none. The column whose mask is a hash comes seldom. */
    String column(Type type, List<Field> scope) {
        List<Field> fit = scope.stream().filter(field -> field.type() == type).toList();
        if (fit.isEmpty()) {
            return constant(type);
        }
        Field field = pick(fit);
        if (field.name().equals("email") && random.nextInt(3) > 0) {
            field = pick(fit);
        }
        return field.sql();
    }

    String constant(Type type) {
        return switch (type) {
            case INT -> integer();
            case BIG -> "cast(" + random.nextInt(50) + " as bigint)";
            case DECIMAL -> random.nextInt(300) + "." + random.nextInt(10) + "0";
            case FLOAT -> "cast(" + random.nextInt(20) + ".5 as double precision)";
            case TEXT -> takesParameters && random.nextInt(3) == 0 ? "cast(" + integer() + " as varchar)" : pick(TEXTS);
            case DATE ->
                String.format(
                        Locale.ROOT,
                        "date '%d-%02d-01'",
                        pick(List.of(1815, 1912, 2000, 2023, 2024)),
                        1 + random.nextInt(12));
            case INSTANT -> "timestamp with time zone '2024-01-0" + (1 + random.nextInt(8)) + " 00:00:00+00'";
            case BOOL -> random.nextBoolean() ? "true" : "false";
        };
    }

    private String integer() {
        String value = number(40);
        return value.equals(RandomQuery.PARAMETER) ? "cast(? as integer)" : value;
    }

    /** Returns a number for a LIMIT. */
    String few() {
        return number(6);
    }

    private String number(int bound) {
        long value = random.nextInt(bound);
        return takesParameters && random.nextInt(3) == 0 ? RandomQuery.PARAMETER : String.valueOf(value);
    }

    /** Returns an expression of a type. */
    String of(Type type, List<Field> scope, int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return random.nextInt(8) == 0 ? constant(type) : column(type, scope);
        }
        return switch (random.nextInt(8)) {
            case 0 ->
                "case when " + condition(scope, depth - 1) + " then " + of(type, scope, depth - 1) + " else "
                        + of(type, scope, depth - 1) + " end";
            case 1 -> "coalesce(" + of(type, scope, depth - 1) + ", " + of(type, scope, depth - 1) + ")";
            case 2 -> "nullif(" + of(type, scope, depth - 1) + ", " + of(type, scope, depth - 1) + ")";
            case 3 -> random.nextInt(3) == 0 ? subQueries.ofOneRow(type, scope) : own(type, scope, depth);
            default -> own(type, scope, depth);
        };
    }

    private String own(Type type, List<Field> scope, int depth) {
        String same = of(type, scope, depth - 1);
        return switch (type) {
            case INT -> integer(same, scope, depth);
            case BIG ->
                pick(List.of(
                        "(" + same + " % 1000)",
                        "cast(" + of(Type.INT, scope, depth - 1) + " as bigint)",
                        "(" + same + " / 7)",
                        "cast(" + digits(scope) + " as bigint)"));
            case DECIMAL ->
                pick(List.of(
                        "(" + same + " * 1.5)",
                        "(" + same + " + " + of(Type.DECIMAL, scope, depth - 1) + ")",
                        "(" + same + " / " + divisor(scope) + ")",
                        "round(" + same + ", 1)",
                        "abs(" + same + ")",
                        "(" + of(Type.INT, scope, depth - 1) + " * 0.25)"));
            case FLOAT ->
                pick(List.of(
                        "(" + same + " / 2)",
                        "abs(" + same + ")",
                        "cast(" + of(Type.INT, scope, depth - 1) + " as double precision)"));
            case TEXT -> text(same, scope, depth);
            case DATE -> "date_trunc('month', " + same + ")::date";
            case INSTANT -> "date_trunc('" + pick(List.of("day", "hour", "month", "year")) + "', " + same + ")";
            case BOOL -> condition(scope, depth - 1);
        };
    }

    private String integer(String same, List<Field> scope, int depth) {
        return pick(List.of(
                "(" + same + " % 10)",
                "(" + same + " % 100 + " + random.nextInt(9) + ")",
                "(" + of(Type.INT, scope, depth - 1) + " / " + divisor(scope) + ")",
                "(" + random.nextInt(100) + " / " + divisor(scope) + ")",
                "length(" + of(Type.TEXT, scope, depth - 1) + ")",
                "strpos(" + of(Type.TEXT, scope, depth - 1) + ", 'a')",
                "ascii(" + of(Type.TEXT, scope, depth - 1) + ")",
                "cast(extract(year from " + of(Type.DATE, scope, depth - 1) + ") as integer)",
                "cast(extract(day from " + of(Type.INSTANT, scope, depth - 1) + ") as integer)",
                "cast(" + digits(scope) + " as integer)",
                "sign(" + same + " % 5)::integer",
                "greatest(" + same + ", " + of(Type.INT, scope, depth - 1) + ")"));
    }

    private String text(String same, List<Field> scope, int depth) {
        return pick(List.of(
                "left(" + same + ", " + random.nextInt(4) + ")",
                "right(" + same + ", " + random.nextInt(4) + ")",
                "(" + same + " || " + of(Type.TEXT, scope, depth - 1) + ")",
                "substring(" + same + " from 2 for 2)",
                "replace(" + same + ", 'a', 'b')",
                "upper(" + same + ")",
                "cast(" + of(Type.INT, scope, depth - 1) + " as varchar)",
                "cast(" + of(Type.DATE, scope, depth - 1) + " as varchar)",
                "trim(" + same + ")",
                "least(" + same + ", " + of(Type.TEXT, scope, depth - 1) + ")",
                "lower(" + same + ")",
                "reverse(" + same + ")",
                "translate(" + same + ", 'abc', 'x')",
                "lpad(" + same + ", 5, '*')",
                "split_part(" + same + ", ' ', 1)",
                "md5(" + same + ")",
                "concat(" + same + ", " + of(Type.INT, scope, depth - 1) + ")",
                "overlay(" + same + " placing '*' from 2 for 1)",
                ofPerson(scope, "cast(%s.code as varchar)"),
                ofPerson(scope, "(%s.doc ->> 'a')")));
    }

    /** Returns an expression over a person's columns of types that no other table has. */
    private String ofPerson(List<Field> scope, String template) {
        return scope.stream()
                .filter(field -> field.name().equals("word"))
                .map(field -> String.format(Locale.ROOT, template, field.table()))
                .findAny()
                .orElse("'none'");
    }

    /** Returns what no person sees as zero. */
    private String divisor(List<Field> scope) {
        return scope.stream()
                .filter(field -> List.of("divisor", "qty", "pieces")
                        .contains(field.name().replace("\"", "")))
                .map(Field::sql)
                .findAny()
                .orElseGet(() -> String.valueOf(1 + random.nextInt(5)));
    }

    /** Returns a text that every person sees as a number. */
    private String digits(List<Field> scope) {
        return scope.stream()
                .filter(field -> field.name().equals("digits"))
                .map(Field::sql)
                .findAny()
                .orElse("'17'");
    }

    /** Returns a condition, in parentheses: what PostgreSQL refuses to chain Colonnade would. */
    String condition(List<Field> scope, int depth) {
        return "(" + bare(scope, depth) + ")";
    }

    private String bare(List<Field> scope, int depth) {
        Type type = pick(List.of(Type.values()));
        if (depth > 0 && random.nextInt(4) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> "not " + condition(scope, depth - 1);
                case 1 -> condition(scope, depth - 1) + " or " + condition(scope, depth - 1);
                case 2 -> condition(scope, depth - 1) + " and " + condition(scope, depth - 1);
                default -> condition(scope, depth - 1) + " is not true";
            };
        }
        String left = of(type, scope, depth);
        return switch (random.nextInt(18)) {
            case 0 -> left + " is null";
            case 1 -> left + " is not null";
            case 2 -> left + " is distinct from " + of(type, scope, depth);
            case 3 -> type == Type.BOOL ? left : left + " between " + constant(type) + " and " + of(type, scope, depth);
            case 4 -> left + " in (" + constant(type) + ", " + constant(type) + ", " + constant(type) + ")";
            case 5 -> of(Type.TEXT, scope, depth) + " like " + pick(PATTERNS);
            case 6 -> of(Type.TEXT, scope, depth) + " ~ '^[A-Q]'";
            case 7 -> subQuery(left, type, scope, depth);
            case 8 -> left + " in (" + constant(type) + ", null, " + of(type, scope, depth) + ")";
            case 9 -> ofText(of(Type.TEXT, scope, depth));
            case 10 ->
                "(" + left + ", " + of(Type.TEXT, scope, depth) + ") = (" + of(type, scope, depth) + ", "
                        + of(Type.TEXT, scope, depth) + ")";
            default -> left + comparison(type) + of(type, scope, depth);
        };
    }

    private String ofText(String text) {
        return pick(List.of(
                text + " like 'A!%%' escape '!'",
                text + " not like 'x%'",
                text + " ilike '%A%'",
                text + " similar to '(A|x)%'",
                "starts_with(" + text + ", 'A')",
                text + " !~* 'ada'",
                text + " between symmetric 'x' and 'A'"));
    }

    private String subQuery(String left, Type type, List<Field> scope, int depth) {
        if (depth <= 0) {
            return left + " = " + constant(type);
        }
        String rows = subQueries.ofOneColumn(type, scope);
        return switch (random.nextInt(5)) {
            case 0 -> "exists (" + rows + ")";
            case 1 -> "not exists (" + rows + ")";
            case 2 -> left + " not in (" + rows + ")";
            case 3 -> left + comparison(type) + pick(List.of("any", "all")) + " (" + rows + ")";
            default -> left + " in (" + rows + ")";
        };
    }

    private String comparison(Type type) {
        return " " + (type == Type.BOOL ? pick(List.of("=", "<>")) : pick(List.of("=", "<>", "<", "<=", ">", ">=")))
                + " ";
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

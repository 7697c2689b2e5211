package io.colonnade.it.policy;

import io.colonnade.it.policy.Catalogue.Field;
import io.colonnade.it.policy.Catalogue.Table;
import io.colonnade.it.policy.Catalogue.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes queries out of what a person sees: joins, sub-queries, windows, aggregates, set operations, functions over masked and
 * filtered columns. Every query has one right answer: what is cut off was sorted by everything before. The same seed makes
 * the same query. For one query.
 */
final class QueryGenerator implements RandomExpressions.SubQueries {
    private static final int DEPTH = 2;

    private final Random random;
    private final List<Table> tables;
    private final RandomExpressions expressions;
    private final RandomWindows windows;
    private final RandomFrom from;
    private int nested;

    private QueryGenerator(Person person, long seed) {
        this.random = new Random(seed);
        this.tables = new ArrayList<>(Catalogue.of(person));
        this.expressions = new RandomExpressions(random, this);
        this.windows = new RandomWindows(random, expressions);
        this.from = new RandomFrom(random, tables, expressions, windows);
    }

    /** Makes a query. */
    static RandomQuery of(Person person, long seed) {
        QueryGenerator generator = new QueryGenerator(person, seed);
        return generator.query();
    }

    private RandomQuery query() {
        String before = random.nextInt(8) == 0 ? from.with("c") : "";
        List<Type> types = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> type())
                .toList();
        RandomQuery first = select(types);
        String after = "";
        if (random.nextInt(8) == 0) {
            String operation = pick(List.of(" union ", " union all ", " intersect ", " except ", " except all "));
            after = operation + select(types).question().sql();
        }
        if (random.nextInt(3) == 0) {
            after += orderByAll(types.size()) + (random.nextBoolean() ? " limit " + expressions.few() : "");
            after += random.nextInt(6) == 0 ? " offset " + random.nextInt(3) : "";
        }
        return new RandomQuery(
                before, first.distinct(), first.items(), first.from(), first.where(), first.tail(), after);
    }

    private String orderByAll(int columns) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(i -> i + pick(List.of("", " desc", " nulls first", " desc nulls last")))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private RandomQuery select(List<Type> types) {
        List<Field> scope = new ArrayList<>();
        String rows = from.of(scope);
        List<String> where = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            where.add(random.nextInt(3) == 0 ? harmless(scope) : expressions.condition(scope, DEPTH));
        }
        List<String> items = new ArrayList<>();
        boolean grouped = random.nextInt(4) == 0;
        String tail = grouped ? grouped(types, scope, items) : plain(types, scope, items);
        return new RandomQuery("", !grouped && random.nextInt(6) == 0, items, rows, where, tail, "");
    }

    /** A condition that may be merged with a row filter. */
    private String harmless(List<Field> scope) {
        Type type = pick(List.of(Type.INT, Type.TEXT, Type.DECIMAL, Type.DATE));
        return expressions.column(type, scope)
                + pick(List.of(" = ", " <> ", " > ", " <= "))
                + expressions.constant(type);
    }

    private String plain(List<Type> types, List<Field> scope, List<String> items) {
        for (Type type : types) {
            items.add(random.nextInt(8) == 0 ? windows.of(type, scope) : expressions.of(type, scope, DEPTH));
        }
        return "";
    }

    private String grouped(List<Type> types, List<Field> scope, List<String> items) {
        List<String> keys = new ArrayList<>();
        for (Type type : types) {
            boolean key = random.nextInt(3) == 0 && keys.size() < 2;
            String item = key
                    ? expressions.column(type, scope)
                    : random.nextInt(12) == 0 ? overGroups(type, scope) : aggregate(type, scope);
            items.add(item);
            if (key
                    && item.contains(".")
                    && !keys.contains(item)
                    && !item.contains("'")
                    && !item.contains("cast")
                    && Character.isLetter(item.charAt(0))) {
                keys.add(item);
            }
        }
        String having = random.nextInt(4) > 0
                ? ""
                : random.nextBoolean()
                        ? " having count(*) > " + random.nextInt(3)
                        : " having " + aggregate(Type.INT, scope) + " > " + expressions.constant(Type.INT);
        return keys.isEmpty() ? having : " group by " + keys(keys) + having;
    }

    /** A window over the groups, of an aggregate. */
    private String overGroups(Type type, List<Field> scope) {
        return switch (type) {
            case BIG -> "rank() over (order by " + aggregate(Type.INT, scope) + ")";
            case DECIMAL -> "sum(count(*)) over ()";
            case TEXT -> "max(" + aggregate(type, scope) + ") over (partition by count(*))";
            default -> aggregate(type, scope);
        };
    }

    private String keys(List<String> keys) {
        String list = String.join(", ", keys);
        return switch (random.nextInt(8)) {
            case 0 -> pick(List.of("rollup (", "cube (")) + list + ")";
            case 1 -> "grouping sets ((" + list + "), ())";
            default -> list;
        };
    }

    private String aggregate(Type type, List<Field> scope) {
        String call = switch (type) {
            case INT ->
                random.nextInt(4) == 0
                        ? "percentile_disc(0.5) within group (order by " + expressions.of(type, scope, 1) + ")"
                        : pick(List.of("min", "max")) + "(" + expressions.of(type, scope, 1) + ")";
            case BIG -> counted(scope);
            case DECIMAL -> summed(scope);
            case TEXT ->
                random.nextInt(4) == 0
                        ? "string_agg(distinct " + expressions.of(type, scope, 1) + ", ',')"
                        : pick(List.of("min", "max")) + "(" + expressions.of(type, scope, 1) + ")";
            case BOOL -> pick(List.of("bool_and", "bool_or")) + "(" + expressions.condition(scope, 1) + ")";
            case FLOAT, DATE, INSTANT -> pick(List.of("min", "max")) + "(" + expressions.of(type, scope, 1) + ")";
        };
        return random.nextInt(4) == 0 ? call + " filter (where " + expressions.condition(scope, 1) + ")" : call;
    }

    private String counted(List<Field> scope) {
        return switch (random.nextInt(3)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + expressions.of(type(), scope, 1) + ")";
            default -> "count(distinct " + expressions.of(type(), scope, 1) + ")";
        };
    }

    private String summed(List<Field> scope) {
        return pick(List.of("sum(", "sum(distinct ", "avg(", "min(", "max(")) + expressions.of(Type.DECIMAL, scope, 1)
                + ")";
    }

    @Override
    public String ofOneColumn(Type type, List<Field> around) {
        if (nested >= 2) {
            return "select " + expressions.constant(type) + " from "
                    + tables.get(0).name() + " where false";
        }
        nested++;
        try {
            Table table = from.table();
            List<Field> both = new ArrayList<>(table.fields());
            boolean correlated = random.nextBoolean();
            if (correlated) {
                both.addAll(around);
            }
            String where = random.nextInt(3) == 0 ? "" : " where " + expressions.condition(both, 1);
            return "select " + expressions.column(type, table.fields()) + " from " + table.name() + " " + table.alias()
                    + where;
        } finally {
            nested--;
        }
    }

    @Override
    public String ofOneRow(Type type, List<Field> around) {
        if (nested >= 2) {
            return expressions.constant(type);
        }
        nested++;
        try {
            Table table = from.table();
            List<Field> both = new ArrayList<>(table.fields());
            if (random.nextBoolean()) {
                both.addAll(around);
            }
            return "(select " + aggregate(type, table.fields()) + " from " + table.name() + " " + table.alias()
                    + " where " + expressions.condition(both, 1) + ")";
        } finally {
            nested--;
        }
    }

    private Type type() {
        return pick(List.of(
                Type.INT,
                Type.INT,
                Type.TEXT,
                Type.TEXT,
                Type.BIG,
                Type.DECIMAL,
                Type.FLOAT,
                Type.DATE,
                Type.INSTANT,
                Type.BOOL));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

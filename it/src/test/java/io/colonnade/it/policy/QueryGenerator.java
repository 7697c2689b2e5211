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
    private int aliases;
    private int nested;

    private QueryGenerator(Person person, long seed) {
        this.random = new Random(seed);
        this.tables = new ArrayList<>(Catalogue.of(person));
        this.expressions = new RandomExpressions(random, this);
    }

    /** Makes a query. */
    static RandomQuery of(Person person, long seed) {
        QueryGenerator generator = new QueryGenerator(person, seed);
        return generator.query();
    }

    private RandomQuery query() {
        String before = random.nextInt(8) == 0 ? with() : "";
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
            after += orderByAll(types.size()) + (random.nextBoolean() ? " limit " + random.nextInt(6) : "");
            after += random.nextInt(6) == 0 ? " offset " + random.nextInt(3) : "";
        }
        return new RandomQuery(
                before,
                first.distinct(),
                first.items(),
                first.from(),
                first.where(),
                first.tail(),
                after,
                List.copyOf(expressions.parameters()));
    }

    private String with() {
        Table table = table();
        tables.add(new Table("c", table.key(), table.fields()));
        return "with c as (select * from " + named(table) + ") ";
    }

    private String orderByAll(int columns) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(i -> i + pick(List.of("", " desc", " nulls first", " desc nulls last")))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private RandomQuery select(List<Type> types) {
        List<Field> scope = new ArrayList<>();
        String from = from(scope);
        List<String> where = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            where.add(random.nextInt(3) == 0 ? harmless(scope) : expressions.condition(scope, DEPTH));
        }
        List<String> items = new ArrayList<>();
        boolean grouped = random.nextInt(4) == 0;
        String tail = grouped ? grouped(types, scope, items) : plain(types, scope, items);
        return new RandomQuery("", !grouped && random.nextInt(6) == 0, items, from, where, tail, "", List.of());
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
            items.add(random.nextInt(8) == 0 ? window(type, scope) : expressions.of(type, scope, DEPTH));
        }
        return "";
    }

    private String grouped(List<Type> types, List<Field> scope, List<String> items) {
        List<String> keys = new ArrayList<>();
        for (Type type : types) {
            boolean key = random.nextInt(3) == 0 && keys.size() < 2;
            String item = key ? expressions.column(type, scope) : aggregate(type, scope);
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
        String having = random.nextInt(4) == 0 ? " having count(*) > " + random.nextInt(3) : "";
        return keys.isEmpty() ? having : " group by " + keys(keys) + having;
    }

    private String keys(List<String> keys) {
        String list = String.join(", ", keys);
        return switch (random.nextInt(8)) {
            case 0 -> "rollup (" + list + ")";
            case 1 -> "grouping sets ((" + list + "), ())";
            default -> list;
        };
    }

    private String aggregate(Type type, List<Field> scope) {
        String call = switch (type) {
            case INT -> pick(List.of("min", "max")) + "(" + expressions.of(type, scope, 1) + ")";
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
        return pick(List.of("sum", "avg", "min", "max")) + "(" + expressions.of(Type.DECIMAL, scope, 1) + ")";
    }

    /** Over all peers, so that rows which compare equal get the same. */
    private String window(Type type, List<Field> scope) {
        String order = " order by " + expressions.of(type(), scope, 1);
        String over = " over ("
                + (random.nextBoolean() ? "partition by " + expressions.of(type(), scope, 1) : "")
                + (random.nextBoolean() ? order : "") + ")";
        return switch (type) {
            case BIG ->
                random.nextBoolean()
                        ? "count(" + expressions.of(Type.TEXT, scope, 1) + ")" + over
                        : pick(List.of("rank", "dense_rank")) + "() over (" + order + ")";
            case DECIMAL -> "sum(" + expressions.of(type, scope, 1) + ")" + over;
            case BOOL -> "bool_or(" + expressions.condition(scope, 1) + ")" + over;
            default -> pick(List.of("min", "max")) + "(" + expressions.of(type, scope, 1) + ")" + over;
        };
    }

    private String from(List<Field> scope) {
        Table first = table();
        scope.addAll(first.fields());
        StringBuilder from = new StringBuilder(named(first));
        Table last = first;
        for (int joins = pick(List.of(0, 0, 0, 1, 1, 2)); joins > 0; joins--) {
            Table next = table();
            List<Field> both = new ArrayList<>(scope);
            both.addAll(next.fields());
            String join =
                    pick(List.of(" join ", " left join ", " right join ", " full join ", " join ", " left join "));
            String on = alias(last) + "." + pick(List.of("id", last.key())) + " = " + alias(next) + "."
                    + pick(List.of("id", next.key()));
            boolean more = !join.equals(" full join ") && random.nextInt(3) == 0;
            from.append(join)
                    .append(named(next))
                    .append(" on ")
                    .append(on)
                    .append(more ? " and " + expressions.condition(both, 1) : "");
            scope.addAll(next.fields());
            last = next;
        }
        return from.toString();
    }

    private Table table() {
        return pick(tables).as("t" + aliases++);
    }

    private static String alias(Table table) {
        return table.fields().get(0).table();
    }

    /** Returns a table in a FROM clause: itself, or a query of all its columns. */
    private String named(Table table) {
        String alias = alias(table);
        return switch (random.nextInt(8)) {
            case 0 -> "(select * from " + table.name() + ") as " + alias;
            case 1 ->
                "(select * from " + table.name() + " s where "
                        + expressions.condition(table.as("s").fields(), 1) + ") as " + alias;
            default -> table.name() + " " + alias;
        };
    }

    @Override
    public String ofOneColumn(Type type, List<Field> around) {
        if (nested >= 2) {
            return "select " + expressions.constant(type) + " from "
                    + tables.get(0).name() + " where false";
        }
        nested++;
        try {
            Table table = table();
            List<Field> both = new ArrayList<>(table.fields());
            boolean correlated = random.nextBoolean();
            if (correlated) {
                both.addAll(around);
            }
            String where = random.nextInt(3) == 0 ? "" : " where " + expressions.condition(both, 1);
            return "select " + expressions.column(type, table.fields()) + " from " + table.name() + " " + alias(table)
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
            Table table = table();
            List<Field> both = new ArrayList<>(table.fields());
            if (random.nextBoolean()) {
                both.addAll(around);
            }
            return "(select " + aggregate(type, table.fields()) + " from " + table.name() + " " + alias(table)
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

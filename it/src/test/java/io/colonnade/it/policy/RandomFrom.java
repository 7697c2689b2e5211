package io.colonnade.it.policy;

import io.colonnade.it.policy.Catalogue.Field;
import io.colonnade.it.policy.Catalogue.Table;
import io.colonnade.it.policy.Catalogue.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random FROM clauses: tables, queries in their place, joins of them, lateral joins. For one query. */
final class RandomFrom {
    private final Random random;
    private final List<Table> tables;
    private final RandomExpressions expressions;
    private final RandomWindows windows;
    private int aliases;

    /** What stands in a FROM clause, and the columns that it has. */
    private record Rows(String sql, Table table) {}

    /**
     * Creates a maker.
     *
     * @param tables what queries can be made of; those of a WITH clause are added
     */
    RandomFrom(Random random, List<Table> tables, RandomExpressions expressions, RandomWindows windows) {
        this.random = random;
        this.tables = tables;
        this.expressions = expressions;
        this.windows = windows;
    }

    /** Returns a WITH clause of one query, which has become a table. */
    String with(String name) {
        Rows rows = rows(table());
        tables.add(new Table(name, rows.table().key(), rows.table().fields()));
        return "with " + name + " as (select * from " + rows.sql() + ") ";
    }

    /** Returns one of the tables under a new name. */
    Table table() {
        return pick(tables).as("t" + aliases++);
    }

    /** Returns all that follows FROM, and adds its columns to what is in scope. */
    String of(List<Field> scope) {
        Rows first = rows(table());
        scope.addAll(first.table().fields());
        StringBuilder from = new StringBuilder(first.sql());
        Table last = first.table();
        for (int joins = pick(List.of(0, 0, 0, 1, 1, 2)); joins > 0; joins--) {
            last = random.nextInt(6) == 0 ? lateral(from, last, scope) : joined(from, last, scope);
            scope.addAll(last.fields());
        }
        return from.toString();
    }

    private Table joined(StringBuilder from, Table last, List<Field> scope) {
        Rows next = rows(table());
        List<Field> both = new ArrayList<>(scope);
        both.addAll(next.table().fields());
        String join = pick(List.of(" join ", " left join ", " right join ", " full join ", " join ", " left join "));
        boolean more = !join.equals(" full join ") && random.nextInt(3) == 0;
        from.append(join)
                .append(next.sql())
                .append(" on ")
                .append(keys(last, next.table()))
                .append(more ? " and " + expressions.condition(both, 1) : "");
        return next.table();
    }

    private Table lateral(StringBuilder from, Table last, List<Field> scope) {
        Table next = table();
        boolean hasUniqueIds = next.name().contains(".");
        Table inside = next.as("l");
        List<Field> both = new ArrayList<>(inside.fields());
        both.addAll(scope);
        from.append(pick(List.of(" join", " left join")))
                .append(" lateral (select l.* from " + next.name() + " l where " + keys(last, inside))
                .append(random.nextBoolean() ? " and " + expressions.condition(both, 1) : "")
                .append(hasUniqueIds && random.nextInt(3) == 0 ? " order by l.id limit " + random.nextInt(4) : "")
                .append(") as " + next.alias() + " on true");
        return next;
    }

    private String keys(Table one, Table other) {
        return one.alias() + "." + pick(List.of("id", one.key())) + " = " + other.alias() + "."
                + pick(List.of("id", other.key()));
    }

    /** Returns a table in a FROM clause: itself, or a query over it. */
    private Rows rows(Table table) {
        String all = "(select * from " + table.name();
        String end = ") as " + table.alias();
        List<Field> own = table.as("s").fields();
        return switch (random.nextInt(14)) {
            case 0 -> new Rows(all + end, table);
            case 1, 2 -> new Rows(all + " s where " + expressions.condition(own, 1) + end, table);
            case 3 -> computed(table, own);
            case 4 -> grouped(table, own);
            case 5 -> united(table, own);
            case 6 -> values(table.alias());
            default -> new Rows(table.name() + " " + table.alias(), table);
        };
    }

    private Rows computed(Table table, List<Field> own) {
        String number = random.nextInt(4) == 0 ? windows.of(Type.INT, own) : expressions.of(Type.INT, own, 2);
        List<Field> fields = new ArrayList<>(table.fields());
        fields.addAll(numberAndText(table.alias()));
        return new Rows(
                "(select s.*, " + number + " as x1, " + expressions.of(Type.TEXT, own, 2) + " as x2 from "
                        + table.name() + " s) as " + table.alias(),
                new Table("", table.key(), fields));
    }

    private Rows grouped(Table table, List<Field> own) {
        String key = "s." + table.key();
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(table.alias(), "id", typeOf(table)));
        fields.addAll(numberAndText(table.alias()));
        return new Rows(
                "(select " + key + " as id, max(" + expressions.of(Type.INT, own, 1) + ") as x1, min("
                        + expressions.of(Type.TEXT, own, 1) + ") as x2 from " + table.name() + " s group by " + key
                        + ") as " + table.alias(),
                new Table("", "id", fields));
    }

    private static Type typeOf(Table table) {
        return table.fields().stream()
                .filter(field -> field.name().equals(table.key()))
                .findFirst()
                .orElseThrow()
                .type();
    }

    private Rows united(Table table, List<Field> own) {
        Table other = pick(tables);
        String operation = pick(List.of(" union ", " union all ", " except ", " intersect "));
        List<Field> fields = new ArrayList<>(List.of(new Field(table.alias(), "id", Type.INT)));
        fields.addAll(numberAndText(table.alias()).subList(1, 2));
        return new Rows(
                "(select " + numberAndText(own) + " from " + table.name() + " s" + operation + "select "
                        + numberAndText(other.as("s").fields()) + " from " + other.name() + " s) as " + table.alias(),
                new Table("", "id", fields));
    }

    private String numberAndText(List<Field> own) {
        return expressions.of(Type.INT, own, 1) + " as id, " + expressions.of(Type.TEXT, own, 1) + " as x2";
    }

    private static Rows values(String alias) {
        List<Field> fields = List.of(new Field(alias, "id", Type.INT), new Field(alias, "x2", Type.TEXT));
        return new Rows(
                "(values (1, 'Ada'), (2, null), (5, 'x')) as " + alias + " (id, x2)", new Table("", "id", fields));
    }

    private static List<Field> numberAndText(String alias) {
        return List.of(new Field(alias, "x1", Type.INT), new Field(alias, "x2", Type.TEXT));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

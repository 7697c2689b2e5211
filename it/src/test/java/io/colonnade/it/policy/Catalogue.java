package io.colonnade.it.policy;

import java.util.ArrayList;
import java.util.List;

/** What queries can be made of: the tables that persons see, with the kinds of their columns. Immutable. */
final class Catalogue {
    /** A kind of value; values of one kind compare with one another. */
    enum Type {
        INT,
        BIG,
        DECIMAL,
        FLOAT,
        TEXT,
        DATE,
        INSTANT,
        BOOL
    }

    /**
     * A column.
     *
     * @param table the alias that it is reached by
     */
    record Field(String table, String name, Type type) {
        String sql() {
            return table + "." + name;
        }
    }

    /**
     * A table.
     *
     * @param key a column that joins find their like by
     */
    record Table(String name, String key, List<Field> fields) {
        String alias() {
            return fields.get(0).table();
        }

        Table as(String alias) {
            return new Table(
                    name,
                    key,
                    fields.stream()
                            .map(field -> new Field(alias, field.name(), field.type()))
                            .toList());
        }
    }

    private static final List<Table> TABLES = List.of(
            table("people.\"group\"", "id", "id INT, name TEXT, \"select\" TEXT, \"order\" INT"),
            table(
                    "people.persons",
                    "id",
                    "id INT, name TEXT, email TEXT, phone TEXT, note TEXT, nick TEXT, balance DECIMAL, points INT,"
                            + " score FLOAT, big BIG, born DATE, seen INSTANT, active BOOL, divisor INT, digits TEXT,"
                            + " word TEXT, \"order\" INT, group_id INT"),
            table(
                    "people.orders",
                    "person_id",
                    "id BIG, person_id INT, amount DECIMAL, state TEXT, placed DATE, placed_at INSTANT, qty INT,"
                            + " factor FLOAT, comment TEXT"),
            table(
                    "people.items",
                    "order_id",
                    "id BIG, order_id BIG, sku TEXT, pieces INT, price DECIMAL, free DECIMAL"),
            table("\"people@1\".persons", "id", "id INT, name TEXT, balance DECIMAL"),
            table("annex.persons", "id", "id INT, name TEXT, note TEXT, balance DECIMAL, points INT"),
            table("annex.orders", "id", "id BIG, amount DECIMAL, due DATE"),
            table("directory.persons", "id", "id INT, name TEXT, email TEXT"),
            table("staff.persons", "id", "id INT, name TEXT, email TEXT"));

    private Catalogue() {}

    /** Returns the tables that a person sees. */
    static List<Table> of(Person person) {
        return TABLES.stream()
                .filter(table -> person.projections()
                        .contains(table.name().replace("\"", "").replaceFirst("\\..*", "")))
                .toList();
    }

    private static Table table(String name, String key, String columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.split(", ")) {
            String[] words = column.split(" ");
            fields.add(new Field("", words[0], Type.valueOf(words[1])));
        }
        return new Table(name, key, fields);
    }
}

package io.colonnade.server.format;

import java.util.ArrayList;
import java.util.List;

/** The geometry of an aligned table: widths, and lines that keep to them. Immutable. */
public record TextTable(List<Column> columns, List<Integer> widths) {
    static final TextTable EMPTY = new TextTable(List.of(), List.of());

    private static final String GAP = "  ";

    /**
     * A column.
     *
     * @param name its heading
     * @param alignedRight whether its values end at its right edge, as numbers do
     */
    public record Column(String name, boolean alignedRight) {}

    public TextTable {
        columns = List.copyOf(columns);
        widths = List.copyOf(widths);
    }

    /** Finds the widths that rows need. */
    public static TextTable measure(List<Column> columns, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int width = length(columns.get(i).name());
            for (List<String> row : rows) {
                width = Math.max(width, length(row.get(i)));
            }
            widths.add(width);
        }
        return new TextTable(columns, widths);
    }

    /** Returns the two lines above the first row. */
    public List<String> header() {
        List<String> rules = widths.stream().map("─"::repeat).toList();
        return List.of(row(columns.stream().map(Column::name).toList()), String.join(GAP, rules));
    }

    /** Returns a row as a line. */
    public String row(List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String padding = " ".repeat(Math.max(0, widths.get(i) - length(values.get(i))));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).alignedRight() ? padding + values.get(i) : values.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    /** Returns a text on one line, with nothing in it that a terminal would obey. */
    public static String printable(String text) {
        StringBuilder result = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c)) {
                if (result != null) {
                    result.append(c);
                }
                continue;
            }
            if (result == null) {
                result = new StringBuilder(text.substring(0, i));
            }
            result.append(
                    switch (c) {
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        default -> String.format("\\u%04x", (int) c);
                    });
        }
        return result == null ? text : result.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

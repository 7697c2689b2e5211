package io.colonnade.server.demo;

import io.colonnade.server.format.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Text in two panels beside one another, or below one another where the terminal is narrow. */
final class Panels {
    private static final int NARROWEST = 100;
    private static final String BETWEEN = " │ ";

    private final int total;
    private final boolean beside;

    Panels(int total) {
        this.total = total;
        this.beside = total >= NARROWEST;
    }

    /** Returns how wide one panel is. */
    int width() {
        return beside ? (total - BETWEEN.length()) / 2 : total;
    }

    /** Puts two texts together, line by line. */
    List<String> join(List<String> left, List<String> right) {
        List<String> lines = new ArrayList<>();
        if (!beside) {
            lines.addAll(left);
            lines.add("");
            lines.addAll(right);
            return lines;
        }
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String first = i < left.size() ? left.get(i) : "";
            String second = i < right.size() ? right.get(i) : "";
            lines.add((pad(first) + BETWEEN + second).stripTrailing());
        }
        return lines;
    }

    /** Draws a table that fits a panel, shortening the widest columns until it does. */
    List<String> table(List<TextTable.Column> columns, List<List<String>> rows) {
        List<List<String>> shown = rows.stream()
                .map(row -> row.stream().map(TextTable::printable).toList())
                .toList();
        TextTable measured = TextTable.measure(columns, shown);
        List<Integer> widths = new ArrayList<>(measured.widths());
        int gaps = 2 * (widths.size() - 1);
        while (widths.stream().mapToInt(Integer::intValue).sum() + gaps > width()) {
            int widest = widths.indexOf(widths.stream().max(Integer::compare).orElseThrow());
            widths.set(widest, widths.get(widest) - 1);
        }
        List<TextTable.Column> headings = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            headings.add(new TextTable.Column(
                    shorten(columns.get(i).name(), widths.get(i)),
                    columns.get(i).alignedRight()));
        }
        TextTable table = new TextTable(headings, widths);
        List<String> lines = new ArrayList<>(table.header());
        for (List<String> row : shown) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(shorten(row.get(i), widths.get(i)));
            }
            lines.add(table.row(cells));
        }
        return lines;
    }

    /** Breaks long lines at blanks, so that they fit a panel. */
    List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String indent =
                    " ".repeat(Math.min(8, line.length() - line.stripLeading().length()));
            String rest = line.stripTrailing();
            while (rest.length() > width()) {
                int cut = rest.lastIndexOf(' ', width());
                if (cut <= indent.length()) {
                    cut = width();
                }
                lines.add(rest.substring(0, cut).stripTrailing());
                rest = indent + "  " + rest.substring(cut).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    private String pad(String text) {
        return text + " ".repeat(Math.max(0, width() - text.codePointCount(0, text.length())));
    }

    private static String shorten(String text, int width) {
        return text.codePointCount(0, text.length()) <= width
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }
}

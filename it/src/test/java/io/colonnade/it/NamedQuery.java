package io.colonnade.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query of the correctness suite. The files of {@code src/test/resources/correctness} hold one theme each; in them a line
 * {@code -- name: …} begins a query, which lasts until the next such line.
 *
 * @param name the theme and the query's own name
 * @param sql its text
 */
record NamedQuery(String name, String sql) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "correctness");
    private static final Pattern HEAD = Pattern.compile("^-- name: (\\S+)$", Pattern.MULTILINE);

    /** Reads all queries, ordered by theme. */
    static List<NamedQuery> all() throws IOException {
        List<NamedQuery> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                queries.addAll(of(file));
            }
        }
        return queries;
    }

    private static List<NamedQuery> of(Path file) throws IOException {
        String theme = file.getFileName().toString().replace(".sql", "");
        String text = Files.readString(file);
        List<NamedQuery> queries = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        boolean more = head.find();
        while (more) {
            String name = theme + "." + head.group(1);
            int start = head.end();
            more = head.find();
            String sql = text.substring(start, more ? head.start() : text.length());
            queries.add(new NamedQuery(name, withoutSemicolon(sql.strip())));
        }
        return queries;
    }

    private static String withoutSemicolon(String sql) {
        return sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
    }

    @Override
    public String toString() {
        return name;
    }
}

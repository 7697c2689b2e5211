package io.colonnade.query;

import static io.colonnade.query.SelectionShop.EVE;
import static io.colonnade.query.SelectionShop.ROOT;
import static io.colonnade.query.SelectionShop.asc;
import static io.colonnade.query.SelectionShop.desc;
import static io.colonnade.query.SelectionShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.SelectionShop.Ask;
import io.colonnade.query.request.Condition.Match;
import io.colonnade.query.request.Condition.Matches;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Place;
import io.colonnade.security.identity.Principal;
import io.colonnade.source.PostgresFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However deep a page is, PostgreSQL goes to its first row by an index, with a row filter and without. */
final class KeysetIndexTest {
    private static SelectionShop shop;

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = SelectionShop.open(directory);
        PostgresFixture.shared().execute("""
                DROP TABLE IF EXISTS sel_deep;
                CREATE TABLE sel_deep (id int PRIMARY KEY, kind int NOT NULL, part int NOT NULL, n int, s text NOT NULL, country text);
                INSERT INTO sel_deep SELECT i, i % 3, i % 1000, CASE WHEN i % 10 > 0 THEN i * 31 % 5000 END, md5(i::text),
                    (ARRAY['DE', 'FR'])[i % 2 + 1] FROM generate_series(1, 50000) AS i;
                CREATE INDEX ON sel_deep (kind, id);
                CREATE INDEX ON sel_deep (n, id);
                CREATE INDEX ON sel_deep (part DESC, id);
                CREATE INDEX ON sel_deep (s);
                ANALYZE sel_deep
                """);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void columnsOfOneDirectionAreOneRangeOfTheIndex() throws SQLException {
        assertThat(plan(after(1, asc("kind"), asc("id")), "1", "25000"))
                .contains("Index Cond: (ROW(kind, id) > ROW(1, 25000))")
                .doesNotContain("Sort");
        assertThat(plan(before(1, asc("kind"), asc("id")), "1", "25000"))
                .contains("Index Scan Backward", "Index Cond: (ROW(kind, id) < ROW(1, 25000))");
    }

    @Test
    void whereNullCannotBeItsPlaceDoesNotMatter() throws SQLException {
        Order kind = new Order(value("kind"), false, true);
        assertThat(plan(after(1, kind, asc("id")), "1", "25000"))
                .contains("Index Cond: (ROW(kind, id) > ROW(1, 25000))")
                .doesNotContain("Sort");
    }

    @Test
    void nullIsARangeOfItsOwn() throws SQLException {
        assertThat(plan(after(1, asc("n"), asc("id")), "2500", "25000"))
                .contains("Index Cond: (n IS NULL)", "Index Cond: (ROW(n, id) > ROW(2500, 25000))");
        Ask inNulls = ask(asc("n"), asc("id")).page(new Page(10L, 0, new Place(Arrays.asList(null, 0)), null, false));
        assertThat(plan(inNulls.selection(), "25000")).contains("Index Cond: ((n IS NULL) AND (id > 25000))");
    }

    @Test
    void mixedDirectionsAreARangeForEachColumn() throws SQLException {
        assertThat(plan(after(1, desc("part"), asc("id")), "500", "25000", "500"))
                .contains("Index Cond: ((part = 500) AND (id > 25000))", "Index Cond: (part < 500)");
    }

    @Test
    void theBeginningOfATextIsARangeToo() throws SQLException {
        Ask ask = ask(asc("id")).where(new Matches(value("s"), Match.STARTS_WITH, 0));
        assertThat(plan(ask.selection(), "'abc'")).contains("Index Cond: ((s >= 'abc'::text) AND (s < 'abd'::text))");
    }

    private static Selection after(int second, Order... order) {
        return ask(order)
                .page(new Page(10L, 0, new Place(List.of(0, second)), null, false))
                .selection();
    }

    private static Selection before(int second, Order... order) {
        return ask(order)
                .page(new Page(10L, 0, null, new Place(List.of(0, second)), true))
                .selection();
    }

    private static Ask ask(Order... order) {
        return Ask.of("deep", "id", "s").order(order);
    }

    /** Returns the plan, which is the same for who is limited to the rows of a country. */
    private static String plan(Selection selection, String... values) throws SQLException {
        String open = plan(ROOT, selection, values);
        assertThat(open).doesNotContain("Seq Scan");
        String limited = plan(EVE, selection, values);
        assertThat(limited).contains("country = 'DE'");
        open.lines()
                .filter(line -> line.contains("Index Cond"))
                .forEach(line -> assertThat(limited).contains(line.strip()));
        return open;
    }

    private static String plan(Principal caller, Selection selection, String... values) throws SQLException {
        String sql = String.join("\n", shop.pipeline().explainToOperator(caller, selection))
                .replaceFirst("source 'main': ", "")
                .replace("\"country\" = ?", "\"country\" = 'DE'");
        for (String value : values) {
            sql = sql.replaceFirst("\\?", value);
        }
        List<String> lines = new ArrayList<>();
        try (Connection connection = PostgresFixture.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN (COSTS OFF) " + sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }
}

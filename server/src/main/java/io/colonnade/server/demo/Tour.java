package io.colonnade.server.demo;

import io.colonnade.server.client.ClientCredentials.UserPassword;
import io.colonnade.server.client.QueryClient;
import io.colonnade.server.format.TextRows;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.apache.arrow.memory.BufferAllocator;

/** The same three queries as two people, side by side: what governance looks like from outside, through the real door. */
final class Tour {
    /**
     * One stop.
     *
     * @param title what there is to see
     * @param sql the query
     */
    record Stop(String title, String sql) {}

    static final List<Stop> STOPS = List.of(
            new Stop(
                    "Who are our customers? Rows of her own region only, and personal data masked",
                    "SELECT id, name, phone, account_balance AS balance, nation\n"
                            + "FROM sales_analytics.customers ORDER BY id LIMIT 5"),
            new Stop(
                    "Where do they live? Filters and masks come before aggregates",
                    "SELECT nation, count(*) AS customers, sum(account_balance) AS balance\n"
                            + "FROM sales_analytics.customers GROUP BY nation ORDER BY customers DESC, nation LIMIT 5"),
            new Stop(
                    "What do they order? Joins are governed on both sides",
                    "SELECT c.market_segment, count(*) AS orders, max(o.total_price) AS largest\n"
                            + "FROM sales_analytics.orders o JOIN sales_analytics.customers c ON c.id = o.customer_id\n"
                            + "WHERE o.ordered_on >= DATE '1998-01-01'\n"
                            + "GROUP BY c.market_segment ORDER BY c.market_segment"));

    private final String url;
    private final BufferAllocator allocator;
    private final Panels panels;
    private final PrintStream out;
    private final BiFunction<String, String, List<String>> explain;

    /**
     * Plans the tour.
     *
     * @param explain from a person's name and a query to its plan, with what only the operator may see
     */
    Tour(
            String url,
            BufferAllocator allocator,
            int width,
            PrintStream out,
            BiFunction<String, String, List<String>> explain) {
        this.explain = explain;
        this.url = url;
        this.allocator = allocator;
        this.panels = new Panels(width);
        this.out = out;
    }

    void run() throws IOException {
        try (QueryClient admin = client(Identities.ADMIN);
                QueryClient alice = client(Identities.ALICE)) {
            for (int i = 0; i < STOPS.size(); i++) {
                Stop stop = STOPS.get(i);
                out.println();
                out.println((i + 1) + ". " + stop.title());
                out.println();
                stop.sql().lines().forEach(line -> out.println("   " + line));
                out.println();
                panels.join(
                                panel(Identities.ADMIN, "role admin", admin, stop),
                                panel(Identities.ALICE, "role analyst, region EUROPE", alice, stop))
                        .forEach(out::println);
            }
        }
    }

    private List<String> panel(String name, String who, QueryClient client, Stop stop) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("as " + name + " (" + who + ")");
        lines.add("");
        TextRows rows = rows(client, stop.sql());
        lines.addAll(panels.table(rows.columns(), rows.rows()));
        lines.add("");
        explain.apply(name, stop.sql()).forEach(line -> lines.addAll(panels.wrap(line)));
        return lines;
    }

    private static TextRows rows(QueryClient client, String sql) throws IOException {
        AtomicReference<TextRows> rows = new AtomicReference<>();
        client.query(sql, root -> {
            TextRows writer = new TextRows(root);
            rows.set(writer);
            return writer;
        });
        return Objects.requireNonNull(rows.get());
    }

    private QueryClient client(String name) {
        return QueryClient.connect(url, new UserPassword(name, name), allocator);
    }
}

package io.colonnade.server.cli;

import io.colonnade.server.client.QueryClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.RootAllocator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade query}: a Flight SQL client; the rows go to standard output, all else to standard error. */
@Command(
        name = "query",
        description = "Run a query on a server and print its rows.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  colonnade query \"SELECT nation, count(*) FROM sales_analytics.customers GROUP BY nation\" --as alice",
            "  colonnade query \"SELECT * FROM sales_analytics.orders\" --as bob --format csv > orders.csv",
            "  colonnade query \"SELECT 1\" --url grpc+tls://data.example:443 --token \"$TOKEN\" --format json"
        })
final class QueryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SQL", description = "One statement.")
    private String sql = "";

    @Mixin
    private ServerConnection server = new ServerConnection();

    @Mixin
    private PrintedRows printed = new PrintedRows();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                QueryClient client = server.connect(allocator)) {
            long rows = printed.print(client, sql);
            spec.commandLine().getErr().println(rows == 1 ? "1 row" : rows + " rows");
            spec.commandLine().getErr().flush();
        }
        return 0;
    }
}

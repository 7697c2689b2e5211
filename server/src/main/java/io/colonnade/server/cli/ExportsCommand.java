package io.colonnade.server.cli;

import io.colonnade.server.client.ExportSummary;
import io.colonnade.server.client.QueryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade exports}: how exports stand, and what is to become of one of them. */
@Command(
        name = "exports",
        description = "List your exports on a server and those that wait for your approval, or decide on one of them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without ACTION every export is a row, the last one first, with its state, rows, bytes and error so far.",
            "",
            "Examples:",
            "  colonnade exports --as alice",
            "  colonnade exports show 5f2d3c1e-0b9a-4c55-9d1f-6f6d2f5c7a10 --as alice --format json",
            "  colonnade exports cancel 5f2d3c1e-0b9a-4c55-9d1f-6f6d2f5c7a10 --as alice",
            "  colonnade exports approve 5f2d3c1e-0b9a-4c55-9d1f-6f6d2f5c7a10 --as bob"
        })
final class ExportsCommand implements Callable<Integer> {
    /** What is asked for. */
    enum Action {
        SHOW,
        CANCEL,
        APPROVE,
        REJECT
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "One of show, cancel, approve, reject; with the ID of an export.")
    private @Nullable Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The export's id, as the list has it.")
    private @Nullable String id;

    @Mixin
    private ServerConnection server = new ServerConnection();

    @Mixin
    private PrintedRows printed = new PrintedRows();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String statement = statement();
        try (RootAllocator allocator = new RootAllocator();
                QueryClient client = server.connect(allocator)) {
            if (action == null || action == Action.SHOW) {
                printed.print(client, statement);
            } else {
                print(client.export(statement));
            }
        }
        return 0;
    }

    private void print(ExportSummary export) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(export.standing());
        out.flush();
    }

    private String statement() {
        if (action == null) {
            return "SHOW EXPORTS";
        }
        if (id == null) {
            throw new ParameterException(spec.commandLine(), "Say which export: its ID is in the list");
        }
        return action + " EXPORT '" + id.replace("'", "''") + "'";
    }
}

package io.colonnade.server.cli;

import io.colonnade.server.client.QueryClient;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The options of commands that print rows, and how these do it. */
final class PrintedRows {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "What rows are printed as: table, csv, json, ndjson or arrow. Default: ${DEFAULT-VALUE}")
    private RowFormat format = RowFormat.TABLE;

    @ParentCommand
    private ColonnadeCommand colonnade = new ColonnadeCommand();

    /** Prints the answer to a question, and returns how many rows it has. */
    long print(QueryClient client, String question) throws IOException {
        OutputStream out = new BufferedOutputStream(colonnade.rows(), 1 << 16);
        long rows = client.query(question, root -> format.writer(root, out));
        out.flush();
        return rows;
    }
}

package io.colonnade.server.cli;

import io.colonnade.server.client.ExportSummary;
import io.colonnade.server.client.QueryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade export}: has a server write rows as files; whoever interrupts it finds nothing published. */
@Command(
        name = "export",
        description = "Have a server export rows as files, to where it lets them go.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "WHAT is a COPY statement, or the file that it is in. With --to it is a query, the file that it is in, or the name",
            "of a batch. The files appear together when the last row is written, or not at all. docs/export.md has the rest.",
            "",
            "Examples:",
            "  colonnade export --to file:/srv/exports/orders sales_analytics.orders --as alice",
            "  colonnade export --to file:/srv/exports/by-nation --partition-by nation --overwrite customers.sql --as alice",
            "  colonnade export --to file:/srv/exports/sales --projection sales_analytics --as alice",
            "  colonnade export \"COPY (SELECT 1 AS one) TO 'file:/srv/exports/one' (FORMAT csv)\" --as alice"
        })
final class ExportCommand implements Callable<Integer> {
    /** What becomes of files that are there already. */
    static final class Earlier {
        @Option(
                names = "--overwrite",
                required = true,
                description = "Put the files in the place of an earlier export.")
        boolean overwrite;

        @Option(names = "--append", required = true, description = "Put the files beside those of earlier exports.")
        boolean append;
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "WHAT", description = "What is exported: see below.")
    private @Nullable String what;

    @Option(names = "--to", paramLabel = "URI", description = "The folder that the files are to be in.")
    private @Nullable String destination;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            description = "With --to, in place of WHAT: every batch of this projection, in one state of its source.")
    private @Nullable String projection;

    @Option(names = "--format", paramLabel = "FORMAT", description = "With --to: parquet, csv or arrow.")
    private @Nullable String format;

    @Option(names = "--compression", paramLabel = "CODEC", description = "With --to: zstd, snappy, gzip or none.")
    private @Nullable String compression;

    @Option(
            names = "--partition-by",
            paramLabel = "COLUMN",
            split = ",",
            description = "With --to: a folder for each value of these columns.")
    private List<String> partitionBy = List.of();

    @ArgGroup
    private @Nullable Earlier earlier;

    @Mixin
    private ServerConnection server = new ServerConnection();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String statement = statement();
        try (RootAllocator allocator = new RootAllocator();
                QueryClient client = server.connect(allocator)) {
            ExportSummary summary =
                    Terminal.isStandardError() ? watched(client, statement, allocator) : client.export(statement);
            PrintWriter out = spec.commandLine().getOut();
            out.println(line(summary));
            out.flush();
        }
        return 0;
    }

    private ExportSummary watched(QueryClient client, String statement, BufferAllocator allocator) {
        try (QueryClient other = server.connect(allocator);
                ExportLine line = ExportLine.begin(spec.commandLine().getErr(), new ExportWatch(other)::words)) {
            return client.export(statement);
        }
    }

    private static String line(ExportSummary export) {
        if (export.isComplete()) {
            return counted(export.rows(), "row") + " in " + counted(export.files(), "file") + " ("
                    + counted(export.bytes(), "byte") + "): " + export.destination();
        }
        return export.standing();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String statement() throws IOException {
        if (destination == null) {
            checkWhole();
            return text(given());
        }
        if ((what == null) == (projection == null)) {
            throw misuse("With --to, say what to export: WHAT, or --projection");
        }
        CopyText copy = projection != null
                ? CopyText.ofProjection(projection, destination)
                : CopyText.of(text(given()), destination);
        return withOptions(copy).toString();
    }

    private CopyText withOptions(CopyText copy) {
        if (format != null) {
            copy.with("FORMAT", format);
        }
        if (compression != null) {
            copy.with("COMPRESSION", compression);
        }
        if (!partitionBy.isEmpty()) {
            copy.with("PARTITION_BY", partitionBy);
        }
        if (earlier != null) {
            copy.with(earlier.overwrite ? "OVERWRITE" : "APPEND");
        }
        return copy;
    }

    private void checkWhole() {
        boolean parts = projection != null || format != null || compression != null || earlier != null;
        if (parts || !partitionBy.isEmpty()) {
            throw misuse("Say with --to where the files are to be; a COPY statement has its own options");
        }
    }

    private String given() {
        if (what == null) {
            throw misuse("Say what to export: a COPY statement, or WHAT and --to");
        }
        return what;
    }

    /** Returns the text, or that of the file which has the text as its name. */
    private static String text(String words) throws IOException {
        try {
            Path file = Path.of(words);
            return Files.isRegularFile(file) ? Files.readString(file) : words;
        } catch (InvalidPathException e) {
            return words;
        }
    }

    private ParameterException misuse(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}

package io.colonnade.it.bench;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.Suggestion;
import io.colonnade.it.Checkout;
import io.colonnade.server.demo.TpchLoader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code colonnade bench}: Colonnade beside what else there is, in turns, on one machine. */
@Command(
        name = "colonnade bench",
        description = "Measure Colonnade beside PostgreSQL's own speed and beside what a user could pick instead.")
public final class BenchCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final List<Subject> PEERS = BenchmarkCase.FULL.peers();

    @Parameters(paramLabel = "CASE", arity = "0..*", description = "Cases to run, of those below; all without it.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "S",
            defaultValue = "1",
            description = "TPC-H's scale factor, at least 0.01; 1 is 6 million line items. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count, after one that does not. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--peers",
            paramLabel = "LIST",
            defaultValue = "all",
            description =
                    "Peers to run in case full, with commas between them; all, or none. Default: ${DEFAULT-VALUE}")
    private String peers;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results here, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the database here, and skip loading when it is here already at the same scale.")
    private @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends the process with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new BenchCommand())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((misuse, words) -> misuse(misuse))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        line.getCommandSpec().usageMessage().footer(footer());
        return line;
    }

    private static String[] footer() {
        List<String> lines = new ArrayList<>(List.of("", "Cases:"));
        for (BenchmarkCase one : BenchmarkCase.values()) {
            lines.add(String.format("  %-16s %s", one.key(), one.description()));
        }
        lines.addAll(List.of("", "Subjects (* can be chosen with --peers):"));
        for (Subject subject : Subject.values()) {
            String mark = PEERS.contains(subject) ? "*" : " ";
            lines.add(String.format(" %s%-18s %s", mark, subject.key(), subject.description()));
        }
        lines.addAll(List.of(
                "",
                "Figures mean something on a machine that does nothing else. docs/performance.md says how each is taken.",
                "",
                "Examples:",
                "  colonnade bench --scale 0.01 --runs 1 --peers none full point    a quick try",
                "  colonnade bench --data ~/bench --json bench.json                 everything"));
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static int misuse(ParameterException misuse) {
        CommandLine line = misuse.getCommandLine();
        String hint = misuse instanceof UnmatchedArgumentException unmatched
                ? Suggestion.hint(
                        unmatched.getUnmatched().get(0).replaceFirst("=.*", ""),
                        line.getCommandSpec().optionsMap().keySet())
                : "";
        line.getErr().println("colonnade: " + misuse.getMessage() + hint + " (try 'colonnade bench --help')");
        return MISUSED;
    }

    private static int failed(Exception failure, CommandLine line) {
        if (failure instanceof ColonnadeException known) {
            line.getErr().println("colonnade: " + known.clientMessage());
        } else {
            failure.printStackTrace(line.getErr());
        }
        return FAILED;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        List<BenchmarkCase> chosen = chosenCases();
        Set<Subject> chosenPeers = chosenPeers();
        check(scale >= TpchLoader.SMALLEST_SCALE, "--scale", "at least " + TpchLoader.SMALLEST_SCALE);
        check(runs >= 1, "--runs", "at least 1");
        PrintStream log = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Path sockets = Files.createTempDirectory("colonnade-bench-");
        try (BenchDatabase database = BenchDatabase.start(sockets, data, scale, new LoadLines(log, scale))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, sockets)));
            Path logs = Files.createDirectories(Checkout.module().resolve("target/bench"));
            Results results = new Bench(database, logs, chosenPeers, runs, log).run(chosen);
            Machine machine = Machine.describe(Checkout.root(), database.version(), scale, runs);
            new TextReport(results, new PrintStream(System.out, true, StandardCharsets.UTF_8)).print(machine);
            if (json != null) {
                new JsonReport(results).write(machine, json);
            }
            return results.isComplete() ? 0 : FAILED;
        } finally {
            remove(sockets);
        }
    }

    /** Also after a signal nothing is left: neither a process, nor a database that nobody wanted to keep. */
    private static void stop(BenchDatabase database, Path sockets) {
        ProcessHandle.current().children().forEach(ProcessHandle::destroy);
        database.close();
        remove(sockets);
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // The other of the two ways to the end was faster.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<BenchmarkCase> chosenCases() {
        List<BenchmarkCase> all = List.of(BenchmarkCase.values());
        return cases.isEmpty()
                ? all
                : cases.stream()
                        .map(word -> known("case", word, all, BenchmarkCase::key))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private Set<Subject> chosenPeers() {
        return switch (peers) {
            case "all" -> EnumSet.copyOf(PEERS);
            case "none" -> EnumSet.noneOf(Subject.class);
            default -> {
                Set<Subject> chosen = EnumSet.noneOf(Subject.class);
                Arrays.stream(peers.split(","))
                        .map(word -> known("peer", word.strip(), PEERS, Subject::key))
                        .forEach(chosen::add);
                yield chosen;
            }
        };
    }

    private <T> T known(String kind, String word, List<T> values, Function<T, String> key) {
        List<String> words = values.stream().map(key).toList();
        int at = words.indexOf(word);
        if (at < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Unknown " + kind + " '" + word + "'"
                            + Suggestion.nearest(word, words)
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse("; known are " + String.join(", ", words)));
        }
        return values.get(at);
    }

    private void check(boolean holds, String option, String rule) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), "Invalid value for " + option + " (" + rule + ")");
        }
    }
}

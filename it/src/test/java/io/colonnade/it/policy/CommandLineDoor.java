package io.colonnade.it.policy;

import io.colonnade.it.server.RunningServer;
import io.colonnade.server.cli.ColonnadeCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * {@code colonnade query}: everything but the process, from the arguments to the bytes of standard output and the words on
 * standard error. The formats take turns. For one thread.
 */
final class CommandLineDoor implements PolicyDoor {
    private static final String BEFORE_A_FAILURE = "colonnade: ";

    private static final List<WrittenFormat> FORMATS =
            List.of(WrittenFormat.ARROW, WrittenFormat.CSV, WrittenFormat.JSON, WrittenFormat.NDJSON);

    private final String url;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    /** Making one takes longer than most statements; none serves two persons, for it keeps the token that it was given last. */
    private final Map<Person, CommandLine> lines = new EnumMap<>(Person.class);

    private final Map<Person, Optional<String>> tokens = new EnumMap<>(Person.class);

    CommandLineDoor(RunningServer server) {
        this.url = server.grpcUrl();
    }

    @Override
    public boolean takes(Person person, Question question) {
        return question.parameters().isEmpty();
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        WrittenFormat format = FORMATS.get(Math.floorMod(question.hashCode(), FORMATS.size()));
        rows.reset();
        StringWriter err = new StringWriter();
        int status = line(person)
                .setErr(new PrintWriter(err))
                .execute(arguments(person, question, format).toArray(String[]::new));
        return switch (status) {
            case 0 -> counted(format.rows(rows.toByteArray()), err.toString());
            case 1 -> refused(err.toString(), rows.size());
            default -> throw new IllegalStateException("status " + status + ": " + err);
        };
    }

    private CommandLine line(Person person) {
        return lines.computeIfAbsent(person, each -> ColonnadeCommand.commandLine(rows));
    }

    private List<String> arguments(Person person, Question question, WrittenFormat format) {
        List<String> arguments = new ArrayList<>(List.of("query", "--url", url, "--format", format.toString()));
        tokens.computeIfAbsent(person, Person::token).ifPresent(token -> arguments.addAll(List.of("--token", token)));
        arguments.addAll(List.of("--", question.sql()));
        return arguments;
    }

    /** What is said beside the rows must be as many as there are. */
    private static Answer counted(Answer.Rows rows, String said) {
        int count = rows.values().size();
        if (!said.strip().equals(count == 1 ? "1 row" : count + " rows")) {
            throw new IllegalStateException(count + " rows were written, and it said: " + said);
        }
        return rows;
    }

    /** A statement may fail at a late row; what was written before is no answer. */
    private static Answer refused(String said, int bytes) {
        if (!said.startsWith(BEFORE_A_FAILURE)) {
            throw new IllegalStateException("failed after " + bytes + " bytes without a reason: " + said);
        }
        return new Answer.Refused(null, said.substring(BEFORE_A_FAILURE.length()));
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "command line";
    }
}

package io.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = ColonnadeCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (CommandLine command :
                ColonnadeCommand.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage())
                    .as(command.getCommandName())
                    .contains("Usage: colonnade " + command.getCommandName())
                    .contains("Example");
        }
    }

    @Test
    void aWrongCommandLineIsStatusTwoAndOneLine() {
        assertThat(run("query", "SELECT 1", "--nonsense")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("--nonsense").contains("try 'colonnade query --help'");
    }

    @Test
    void aFailureIsStatusOneAndOneLineWithoutATrace() {
        assertThat(run("query", "SELECT 1", "--url", "http://nowhere")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("colonnade: Invalid url: 'http://nowhere'");
    }

    @Test
    void aTraceIsPrintedOnDemand() {
        assertThat(run("query", "SELECT 1", "--url", "http://nowhere", "--verbose"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("\tat io.colonnade");
    }

    @Test
    void nameAndTokenExcludeOneAnother() {
        assertThat(run("query", "SELECT 1", "--as", "alice", "--token", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--token");
    }

    @Test
    void exportWithoutAPlaceOrWithoutRowsIsMisuse() {
        for (String[] arguments : new String[][] {
            {"export"},
            {"export", "--to", "file:/x"},
            {"export", "--to", "file:/x", "--projection", "p", "SELECT 1"},
            {"export", "--format", "csv", "SELECT 1"},
            {"export", "--to", "file:/x", "--overwrite", "--append", "SELECT 1"}
        }) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
        }
        assertThat(err.toString().lines()).hasSize(5);
    }

    @Test
    void schemaIsJson() throws JsonProcessingException {
        assertThat(run("config", "schema")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("$schema").asText())
                .contains("2020-12");
    }

    @Test
    void serveRefusesAConfigurationThatIsNotThere() {
        assertThat(run("serve", "--config", "/nowhere/colonnade.yaml")).isEqualTo(1);
        assertThat(err.toString())
                .contains("1 problem", "/nowhere/colonnade.yaml:1: Cannot read the file: it does not exist");
    }

    @Test
    void demoRefusesATakenPortBeforeItStartsAnything() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("demo", "--exit", "--flight-port", "0", "--http-port", port))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .isEqualToIgnoringNewLines("colonnade: Cannot open the HTTP door: port " + port
                            + " is taken (choose another with --http-port)");
        }
    }

    @Test
    void versionNamesTheBuild() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("colonnade 0.").contains("(Java ");
    }
}

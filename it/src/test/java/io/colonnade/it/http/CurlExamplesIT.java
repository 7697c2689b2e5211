package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.Checkout;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the pages about HTTP: each {@code curl} is run as it stands, but for the address, and prints what the page
 * shows behind it, if it shows anything.
 */
@ExtendWith(NothingLeft.class)
final class CurlExamplesIT {
    private static final List<String> PAGES = List.of("docs/http.md", "docs/graphql.md");
    /** A command may have several lines; what is shown ends where the page goes on, or with the next command. */
    private static final Pattern EXAMPLE =
            Pattern.compile("(?m)^    (curl (?:.*\\\\\\n)*.*)\\n+((?:    (?!curl |duckdb ).*\\n+)*)");

    private static final String ADDRESS = "http://(?:localhost|127\\.0\\.0\\.1):8080";

    @TempDir
    private Path directory;

    /**
     * An example.
     *
     * @param command what the reader types
     * @param printed what they see; empty where the page does not say
     */
    record Example(String command, String printed) {
        @Override
        public String toString() {
            return command.lines().findFirst().orElse("");
        }
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String page : PAGES) {
            Matcher each = EXAMPLE.matcher(Files.readString(Checkout.root().resolve(page)));
            while (each.find()) {
                examples.add(new Example(
                        each.group(1), each.group(2).replaceAll("(?m)^ {4}", "").strip()));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatThePageSays(Example example) throws Exception {
        String address =
                "http://" + RunningServer.HOST + ":" + RunningServer.shared().httpPort();
        String command = example.command().replaceAll(ADDRESS, address).replace("curl ", "curl --silent --show-error ");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("printed").toFile())
                .start();
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String printed = new String(Files.readAllBytes(directory.resolve("printed")), StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(printed).isZero();
        if (example.printed().isEmpty()) {
            assertThat(printed).doesNotContain("\"errors\":", "\"status\":4");
        } else {
            assertThat(printed.strip().replace("\r\n", "\n")).isEqualTo(example.printed());
        }
    }
}

package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages about clients say is shown by tests; the tests that they name are there. */
final class ClientPagesIT {
    private static final Path PAGES = Checkout.root().resolve("docs/clients");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[(\\w+)]: (\\S+\\.java)$");
    private static final Pattern TEST = Pattern.compile("\\[(\\w+)]\\[(\\w+)]");
    private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)(#[^)]*)?\\)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatIsNamedExists(Path page) throws IOException {
        String text = Files.readString(page);
        Map<String, Path> classes = new HashMap<>();
        for (Matcher each = DEFINITION.matcher(text); each.find(); ) {
            classes.put(each.group(1), PAGES.resolve(each.group(2)).normalize());
        }
        for (Matcher each = TEST.matcher(text); each.find(); ) {
            String name = each.group(2);
            assertThat(classes).as("the link of " + name).containsKey(name);
            assertThat(classes.get(name)).isRegularFile().hasFileName(name + ".java");
            if (!each.group(1).equals(name)) {
                assertThat(Files.readString(classes.get(name)))
                        .as(name)
                        .containsPattern("\n    (public )?void " + each.group(1) + "\\(");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageThatIsLinkedExists(Path page) throws IOException {
        for (Matcher each = LINK.matcher(Files.readString(page)); each.find(); ) {
            assertThat(page.resolveSibling(each.group(1))).exists();
        }
    }
}

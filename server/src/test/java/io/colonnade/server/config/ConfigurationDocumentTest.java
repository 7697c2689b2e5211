package io.colonnade.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.server.config.ConfigurationKey.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The table of docs/configuration.md is the table that the reader goes by, row for row. */
final class ConfigurationDocumentTest {
    @Test
    void theManualListsEveryKeyWithTypeDefaultAndPurpose() throws IOException {
        assertThat(rows("| key | type | default | what it is for |"))
                .containsExactlyElementsOf(ConfigurationKeys.ALL.stream()
                        .map(ConfigurationDocumentTest::row)
                        .toList());
    }

    private static String row(ConfigurationKey key) {
        return "| `" + key.path() + "` | " + type(key) + " | " + fallback(key) + " | " + key.description() + " |";
    }

    private static String type(ConfigurationKey key) {
        return key.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String fallback(ConfigurationKey key) {
        if (key.presence() == Presence.REQUIRED) {
            return "**required**";
        }
        return key.fallback() == null ? "" : "`" + key.fallback() + "`";
    }

    private static List<String> rows(String header) throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "configuration.md")).stream()
                .dropWhile(line -> !line.equals(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}

package io.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.security.policy.MaskKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code colonnade decrypt} with a configuration's key, and without. */
final class DecryptCommandTest {
    private static final String SECRET = "an encryption key of the tests";
    private static final MaskKeys KEYS = MaskKeys.of("m").withEncryption("security.encryption_key", SECRET);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void valuesOfTheCommandLineAreDecrypted() throws IOException {
        assertThat(decrypt(encrypted("Grüße aus Köln"), encrypted(""))).isZero();
        assertThat(out.toString().lines()).containsExactly("Grüße aus Köln", "");
    }

    @Test
    void linesOfStandardInputAreDecryptedAndEmptyOnesStay() throws IOException {
        InputStream before = System.in;
        try {
            String lines = encrypted("one") + "\n\n  " + encrypted("two") + "\r\n";
            System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
            assertThat(decrypt()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString().lines()).containsExactly("one", "", "two");
    }

    @Test
    void aForeignLineIsNamedByItsNumber() throws IOException {
        InputStream before = System.in;
        try {
            String lines = encrypted("one") + "\n \nforeign\n";
            System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
            assertThat(decrypt()).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString().lines()).containsExactly("one", "");
        assertThat(err.toString()).contains("(line 3, ");
    }

    @Test
    void lineEndsOfAFileThatAValueWasCutFromDoNotMatter() throws IOException {
        assertThat(decrypt(encrypted("one") + "\r")).isZero();
        assertThat(out.toString().lines()).containsExactly("one");
    }

    @Test
    void aForeignValueIsStatusOneAndIsNotRepeated() throws IOException {
        MaskKeys others = MaskKeys.of("m").withEncryption("security.encryption_key", SECRET + "!");
        String foreign = new String(others.encrypt(new byte[] {'x'}), StandardCharsets.US_ASCII);
        for (String value : new String[] {foreign, "no base64", "AAAA"}) {
            assertThat(decrypt(encrypted("known"), value)).isEqualTo(1);
            assertThat(err.toString())
                    .isEqualTo("colonnade: Cannot decrypt the value: it was not encrypted with this key"
                            + System.lineSeparator());
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void withoutAKeyNothingIsDecrypted() throws IOException {
        assertThat(run(configuration(""), encrypted("x"))).isEqualTo(1);
        assertThat(err.toString()).contains("security.encryption_key");
    }

    @Test
    void aShortKeyIsRefusedWithoutBeingRepeated() throws IOException {
        assertThat(run(configuration("encryption_key: tooshort, "), encrypted("x")))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("colonnade: Invalid security.encryption_key: too short")
                .doesNotContain("tooshort");
    }

    private int decrypt(String... values) throws IOException {
        return run(configuration("encryption_key: " + SECRET + ", "), values);
    }

    private int run(Path configuration, String... values) {
        CommandLine line = ColonnadeCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] arguments = new String[values.length + 3];
        arguments[0] = "decrypt";
        arguments[1] = "--config";
        arguments[2] = configuration.toString();
        System.arraycopy(values, 0, arguments, 3, values.length);
        return line.execute(arguments);
    }

    private Path configuration(String key) throws IOException {
        return Files.writeString(directory.resolve("colonnade.yaml"), """
                server: {keys: {tickets: a key of the tickets of the tests}}
                sources: {shop: {type: postgresql, url: 'jdbc:postgresql://localhost/x', user: u, password: p}}
                security: {%smask_key: m}
                """.formatted(key));
    }

    private static String encrypted(String text) {
        return new String(KEYS.encrypt(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }
}

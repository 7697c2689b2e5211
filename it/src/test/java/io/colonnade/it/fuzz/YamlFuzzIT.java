package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.FilterTemplate;
import io.colonnade.contract.ProjectionCompiler;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.it.Deployment;
import io.colonnade.security.authentication.PasswordHash;
import io.colonnade.security.authentication.UsersFile;
import io.colonnade.server.config.ConfigurationReader;
import io.colonnade.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an operator got wrong in every way: a list of problems, each with its file and line, and no secret in it. */
final class YamlFuzzIT {
    private static final String SECRET = "pa55word-marker";
    private static final List<String> TOKENS = List.of(
            "&a ",
            "*a",
            "<<: *a",
            "!!java.net.URL [\"http://localhost\"]",
            "!!javax.script.ScriptEngineManager []",
            "!!binary AAAA",
            "!!set {}",
            "---\n",
            "...\n",
            "%YAML 1.3\n",
            "? ",
            "- ",
            ": ",
            "|\n  ",
            ">-\n  ",
            "{",
            "}",
            "[",
            "]",
            "#",
            "\uFEFF",
            "\t",
            "@",
            "`",
            "~",
            "null",
            "key: {key: {key: {key: {",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "- - - - - - - - - - - - ",
            "0o17",
            "1:30:00",
            "2024-01-01",
            "<<",
            "=");
    private static final String BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
            + "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
            + "projection: *e\nusers: *e\nsources: *e\n";
    private static final String CONFIGURATION = """
            server:
              flight: {host: localhost, port: 31337}
              http: {port: 8080}
              keys: {tickets: pa55word-marker-of-tickets}
            sources:
              main: {type: postgresql, url: "jdbc:postgresql://localhost/x", user: u, password: pa55word-marker, pool: {size: 4}}
            projections: projections
            security:
              mask_key: pa55word-marker-of-masks
              users_file: users.yaml
              issuers:
                - {issuer: "https://i.test/", audience: a, secret: pa55word-marker-that-is-long-enough-for-hs}
            limits: {query_timeout: 2m, streams_per_principal: 8}
            """;
    private static final String USERS = """
            users:
              alice:
                password_hash: $2b$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234
                roles: [analyst, "x y"]
                claims: {region: EUROPE, level: 3, tags: [a, b]}
              bob: {password_hash: pa55word-marker, roles: analyst}
            """;
    private static final Pattern PLACED = Pattern.compile("\\S+\\.yaml(:\\d+)?: .+", Pattern.DOTALL);

    @TempDir
    Path directory;

    private static List<String> corpus() throws IOException {
        List<String> corpus = new ArrayList<>(List.of(CONFIGURATION, CONFIGURATION, USERS, USERS, BOMB));
        corpus.add(Files.readString(Deployment.examples().resolve("sales_analytics.yaml")));
        corpus.add(Files.readString(Path.of("src/test/resources/projections/clients.yaml")));
        return corpus;
    }

    /** Text as bytes, now and then in another encoding than UTF-8. */
    private static byte[] bytes(TextMutations texts, RandomGenerator random) {
        byte[] bytes = texts.apply(random)
                .getBytes(random.nextInt(20) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return random.nextInt(10) == 0 ? ByteMutations.mutated(bytes, List.of(bytes), random) : bytes;
    }

    @Test
    void anyFileIsReadOrRefusedWithItsPlaces() throws IOException {
        TextMutations texts = new TextMutations(corpus(), TOKENS);
        ThreadLocal<Path> file = ThreadLocal.withInitial(
                () -> directory.resolve("f" + Thread.currentThread().getId() + ".yaml"));
        ConfigurationReader configuration = new ConfigurationReader(Map.of(), Map.of());
        Fuzz.run(
                "yaml",
                20_000,
                random -> bytes(texts, random),
                bytes -> new String(bytes, StandardCharsets.UTF_8),
                bytes -> {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    Files.write(file.get(), bytes);
                    check(text, () -> configuration.read(file.get()));
                    check(
                            text,
                            () -> new ProjectionCompiler((projection, batch, filter) -> {}, mask -> {})
                                    .compile(file.get(), Map.of()));
                    check(text, () -> {
                        Problems problems = new Problems();
                        UsersFile.read(file.get(), problems);
                        problems.throwIfAny("Cannot use the users");
                    });
                });
    }

    private static void check(String text, Runnable reading) {
        try {
            reading.run();
        } catch (ColonnadeException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(ErrorKind.INVALID_CONFIGURATION);
            Refusal.absent(e.clientMessage(), text, List.of("exception", "snakeyaml", "java.", "\tat ", SECRET));
            String[] lines = e.clientMessage().split("\n");
            for (int i = 1; i < lines.length && lines[i].startsWith("  /"); i++) {
                assertThat(lines[i].strip()).matches(PLACED);
            }
        }
    }

    @Test
    void anyFilterIsATemplateOrRefused() {
        TextMutations filters = new TextMutations(
                List.of(
                        "region = {context.region}",
                        "a = 'it''s' AND \"B\" > {context.level-1} OR c IS NULL",
                        "x IN (1, 2)",
                        "t = '{context.x}'"),
                List.of("{context.", "{{", "}}", "SELECT ", "VALUES (1)", "TABLE t", "/*", "$1", "$$"));
        Fuzz.run("filters", 100_000, filters, text -> text, text -> {
            try {
                FilterTemplate template = FilterTemplate.parse(text);
                assertThat(template.sql().chars().filter(c -> c == '?').count())
                        .isGreaterThanOrEqualTo(template.claims().size());
            } catch (ColonnadeException e) {
                Refusal.check(e, Set.of(ErrorKind.INVALID_CONFIGURATION), text);
            }
        });
    }

    @Test
    void anyPasswordHashIsOneOrNone() {
        TextMutations hashes = new TextMutations(
                List.of(
                        "$2b$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234",
                        "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21l$" + "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGg"),
                List.of("$", "m=4294967296", "t=0", "p=999", "v=16"));
        Fuzz.run(
                "password hashes",
                50_000,
                // The library keeps the working memory of every cost that it has seen, up to what an operator may ask
                // for.
                random -> hashes.apply(random).replaceAll("m=\\d{4,}", "m=64"),
                text -> text,
                text -> PasswordHash.parse(text)
                        .ifPresent(hash -> assertThat(hash.toString()).doesNotContain("$")));
    }
}

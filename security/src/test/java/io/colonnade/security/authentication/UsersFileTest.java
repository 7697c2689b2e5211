package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.yaml.Problems;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsersFileTest {
    private static final String BCRYPT = "$2b$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm";

    @TempDir
    Path directory;

    @Test
    void readsRolesAndTypedClaims() throws IOException {
        Problems problems = new Problems();
        Users users = read("""
                users:
                  alice:
                    password_hash: "%s"
                    roles: [analyst, support]
                    claims: {region: EUROPE, country: NO, level: 3, share: 0.25, code: "42", internal: true, sites: [1, 2]}
                  bob: {password_hash: "%s"}
                """.formatted(BCRYPT, BCRYPT), problems);
        assertThat(problems.found()).isEmpty();
        User alice = users.find("alice").orElseThrow();
        assertThat(alice.roles()).isEqualTo(Set.of("analyst", "support"));
        assertThat(alice.claims())
                .isEqualTo(Map.of(
                        "region",
                        "EUROPE",
                        "country",
                        "NO",
                        "level",
                        3L,
                        "share",
                        new BigDecimal("0.25"),
                        "code",
                        "42",
                        "internal",
                        true,
                        "sites",
                        List.of(1L, 2L)));
        assertThat(users.find("bob").orElseThrow().roles()).isEmpty();
        assertThat(alice.hash().matches("Kk4DQuMMfZL9o")).isTrue();
    }

    @Test
    void gathersEveryProblemWithItsLine() throws IOException {
        Problems problems = new Problems();
        Users users = read("""
                users:
                  alice:
                    password_hash: secret
                    role: [analyst]
                  bob:
                  carol: {password_hash: "%s", claims: {region: {a: b}}}
                user: {}
                """.formatted(BCRYPT), problems);
        assertThat(problems.found().stream().map(p -> p.location().line() + " " + p.message()))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("3 Invalid password_hash of user 'alice'")
                                .doesNotContain("secret"),
                        line -> assertThat(line).isEqualTo("4 Unknown key 'role'; did you mean 'roles'?"),
                        line -> assertThat(line).isEqualTo("5 Missing key 'password_hash'"),
                        line -> assertThat(line)
                                .isEqualTo("6 Invalid region: expected a single value or a list of values"),
                        line -> assertThat(line).isEqualTo("7 Unknown key 'user'; did you mean 'users'?"));
        assertThat(users.find("alice")).isEmpty();
        assertThat(users.find("bob")).isEmpty();
    }

    @Test
    void aMissingFileIsAProblem() {
        Problems problems = new Problems();
        assertThat(UsersFile.read(directory.resolve("absent.yaml"), problems).isEmpty())
                .isTrue();
        assertThat(problems.found()).singleElement().asString().endsWith("Cannot read the file: it does not exist");
    }

    @Test
    void aNameGivenTwiceIsAProblem() throws IOException {
        Problems problems = new Problems();
        String user = "  alice: {password_hash: \"" + BCRYPT + "\"}\n";
        read("users:\n" + user + user, problems);
        assertThat(problems.found()).singleElement().asString().endsWith(":3: Duplicate key 'alice'");
        User alice = User.ofDemo("alice", "a", Set.of(), Map.of());
        assertThatThrownBy(() -> Users.of(List.of(alice, alice)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("'alice' appears twice");
    }

    private Users read(String text, Problems problems) throws IOException {
        return UsersFile.read(Files.writeString(directory.resolve("users.yaml"), text), problems);
    }
}

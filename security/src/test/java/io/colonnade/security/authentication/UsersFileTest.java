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
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsersFileTest {
    private static final String WEAK = "$2b$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm";
    private static final String HASH =
            PasswordHash.create("Kk4DQuMMfZL9o".toCharArray()).text();

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
                """.formatted(HASH, HASH), problems);
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
    void aUserMayHaveACertificateWithAPasswordOrInItsPlace() throws IOException {
        Problems problems = new Problems();
        Users users = read("""
                users:
                  etl: {certificate: "CN=etl, O=Shop", roles: [loader]}
                  alice: {password_hash: "%s", certificate: "CN=alice"}
                """.formatted(HASH), problems);
        assertThat(problems.found()).isEmpty();
        assertThat(users.find(new X500Principal("cn=ETL,o=shop")).map(User::name))
                .contains("etl");
        assertThat(users.find("etl").orElseThrow().password()).isEmpty();
        assertThat(users.find(new X500Principal("CN=alice")).orElseThrow().password())
                .isPresent();
        assertThat(users.find(new X500Principal("CN=alice,O=Shop"))).isEmpty();
    }

    @Test
    void aHashThatIsCheapToGuessIsAProblemAndSoIsANameThatCouldBeAnIssuers() throws IOException {
        Problems problems = new Problems();
        read("""
                users:
                  alice: {password_hash: "%s"}
                  "https://id.example/|bob": {password_hash: "%s"}
                  carol: {certificate: carol}
                """.formatted(WEAK, HASH), problems);
        assertThat(problems.found().stream().map(p -> p.location().line() + " " + p.message()))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("2 Weak password_hash of user 'alice'")
                                .doesNotContain(WEAK),
                        line -> assertThat(line).startsWith("3 Invalid name of user"),
                        line -> assertThat(line).startsWith("4 Invalid certificate of user 'carol'"));
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
                """.formatted(HASH), problems);
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
    void aCertificateOfTwoUsersIsAProblem() throws IOException {
        Problems problems = new Problems();
        read("""
                users:
                  etl: {certificate: "CN=etl,O=Shop"}
                  twin: {certificate: "cn=ETL, o=shop"}
                """, problems);
        assertThat(problems.found())
                .singleElement()
                .asString()
                .endsWith(":3: Invalid certificate of user 'twin': it is that of another user, too");
    }

    @Test
    void aMissingFileIsAProblem() {
        Problems problems = new Problems();
        assertThat(UsersFile.read(directory.resolve("absent.yaml"), problems).size())
                .isZero();
        assertThat(problems.found()).singleElement().asString().endsWith("Cannot read the file: it does not exist");
    }

    @Test
    void aNameGivenTwiceIsAProblem() throws IOException {
        Problems problems = new Problems();
        String user = "  alice: {password_hash: \"" + HASH + "\"}\n";
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

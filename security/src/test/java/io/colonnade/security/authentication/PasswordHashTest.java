package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {
    /** The reference implementations' own examples: Argon2's command line, PHP, crypt and pyca/bcrypt. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password|$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "password|$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "rasmuslerdorf|$2a$07$usesomesillystringfore2uDLvp1Ii2e./U9C8sBjqp8I90dH6hi",
                "rasmuslerdorf|$2y$07$usesomesillystringfore2uDLvp1Ii2e./U9C8sBjqp8I90dH6hi",
                "Kk4DQuMMfZL9o|$2b$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
            })
    void takesHashesOfCommonTools(String password, String text) {
        PasswordHash hash = PasswordHash.parse(text).orElseThrow();
        assertThat(hash.matches(password)).isTrue();
        assertThat(hash.matches(password + "x")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$1$abcdefgh$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2d$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4Gg",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQc2$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$2b$31$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "$2b$04$cVWp4XaNU8a4v1uMRum2SO",
            })
    void refusesWhatIsNoHashOrCostsTooMuch(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }

    @Test
    void whatItCreatesItAlsoReads() {
        PasswordHash created = PasswordHash.create("grüße, 🦆".toCharArray());
        assertThat(created.text()).startsWith("$argon2id$v=19$m=12288,t=3,p=1$");
        PasswordHash read = PasswordHash.parse(created.text()).orElseThrow();
        assertThat(read.matches("grüße, 🦆")).isTrue();
        assertThat(read.matches("grusse, ?")).isFalse();
        assertThat(created.matches("grüße, 🦆")).isTrue();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(PasswordHash.createCheaply("same".toCharArray()).text())
                .isNotEqualTo(PasswordHash.createCheaply("same".toCharArray()).text());
    }

    @Test
    void refusesToHashAnEmptyPassword() {
        assertThatThrownBy(() -> PasswordHash.create(new char[0]))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageStartingWith("Invalid password:");
    }

    @Test
    void doesNotPrintItself() {
        assertThat(PasswordHash.createCheaply("x".toCharArray())).hasToString("PasswordHash[hidden]");
    }
}

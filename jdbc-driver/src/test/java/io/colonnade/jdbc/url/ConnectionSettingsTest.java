package io.colonnade.jdbc.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static ConnectionSettings of(String url, String... pairs) throws SQLException {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return ConnectionSettings.of(url, properties);
    }

    @Test
    void everythingCanBeSaidInTheUrl() throws SQLException {
        ConnectionSettings settings =
                of("jdbc:colonnade://db.example.com:1234/sales?user=al%20ice&password=a%26b%3D+c&tls=false"
                        + "&loginTimeout=5&queryTimeout=7&prefetch=9");
        assertThat(settings.hosts()).hasToString("[db.example.com:1234]");
        assertThat(settings.schema()).contains("sales");
        assertThat(settings.user()).contains("al ice");
        assertThat(settings.password()).contains("a&b=+c");
        assertThat(settings.tls(settings.hosts().get(0))).isFalse();
        assertThat(settings.loginTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.prefetch()).isEqualTo(9);
        assertThat(settings.publicUrl()).isEqualTo("jdbc:colonnade://db.example.com:1234/sales");
    }

    @Test
    void severalHostsAreTriedInTheirOrder() throws SQLException {
        ConnectionSettings settings = of("jdbc:colonnade://a:1,localhost,[::1]:3/sales?header.X-Tenant=blue");
        assertThat(settings.hosts()).hasToString("[a:1, localhost:50051, [::1]:3]");
        assertThat(settings.hosts().stream().map(settings::tls)).containsExactly(true, false, false);
        assertThat(settings.schema()).contains("sales");
        assertThat(settings.headers()).containsExactly(Map.entry("x-tenant", "blue"));
        assertThat(settings.publicUrl()).isEqualTo("jdbc:colonnade://a:1,localhost:50051,[::1]:3/sales");
    }

    @Test
    void defaultsHoldWhereNothingIsSaid() throws SQLException {
        ConnectionSettings settings = of("jdbc:colonnade://db.example.com");
        assertThat(settings.hosts()).hasToString("[db.example.com:50051]");
        assertThat(settings.schema()).isEmpty();
        assertThat(settings.user()).isEmpty();
        assertThat(settings.token()).isEmpty();
        assertThat(settings.loginTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.queryTimeout()).isZero();
        assertThat(settings.prefetch()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, false",
        "LOCALHOST, false",
        "127.0.0.1, false",
        "127.8.9.10, false",
        "[::1], false",
        "db.localhost, false",
        "localhost.example.com, true",
        "127.0.0.1.example.com, true",
        "10.0.0.1, true",
        "[::2], true"
    })
    void tlsIsTheDefaultExceptTowardsLoopback(String host, boolean tls) throws SQLException {
        ConnectionSettings settings = of("jdbc:colonnade://" + host + ":1");
        assertThat(settings.tls(settings.hosts().get(0))).isEqualTo(tls);
    }

    @Test
    void theUrlWinsOverTheHostsProperties() throws SQLException {
        assertThat(of("jdbc:colonnade://h?prefetch=3", "prefetch", "4").prefetch())
                .isEqualTo(3);
    }

    @Test
    void unknownPropertiesAreRefusedWithTheNearestName() {
        assertThatThrownBy(() -> of("jdbc:colonnade://h?pasword=x")).hasMessageContaining("did you mean password?");
        assertThatThrownBy(() -> of("jdbc:colonnade://h", "querytimeout", "1"))
                .hasMessageContaining("did you mean queryTimeout?");
        assertThatThrownBy(() -> of("jdbc:colonnade://h?fooBarBaz=1")).hasMessageContaining("no property of this name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:colonnade://h?tls=maybe",
                "jdbc:colonnade://h?queryTimeout=-1",
                "jdbc:colonnade://h?prefetch=0",
                "jdbc:colonnade://h?prefetch=65",
                "jdbc:colonnade://h?token=t&user=u&password=p",
                "jdbc:colonnade:h",
                "jdbc:colonnade://",
                "jdbc:colonnade://h:70000",
                "jdbc:colonnade://h,",
                "jdbc:colonnade://h,user:pw@i",
                "jdbc:colonnade://h?endpoints=0",
                "jdbc:colonnade://h?endpoints=65",
                "jdbc:colonnade://h?socketTimeout=-1",
                "jdbc:colonnade://h?clientKey=k",
                "jdbc:colonnade://h?trustStore=s&trustCertificates=c",
                "jdbc:colonnade://h?header.authorization=pw",
                "jdbc:colonnade://h?header.grpc-timeout=1",
                "jdbc:colonnade://h?header.a%20b=1",
                "jdbc:colonnade://h?header.a=%0A",
                "jdbc:colonnade://h/a/b",
                "jdbc:colonnade://user:pw@h",
                "jdbc:colonnade://user:pw pw@h"
            })
    void whatCannotBeMeantIsRefused(String url) {
        assertThatThrownBy(() -> of(url)).isInstanceOfSatisfying(SQLException.class, e -> {
            assertThat(e.getSQLState()).isEqualTo("22023");
            assertThat(e.getMessage()).doesNotContain("pw");
        });
    }

    @Test
    void halfALoginIsRefusedBeforeConnecting() {
        assertThatThrownBy(() -> of("jdbc:colonnade://h?user=u")).hasMessageContaining("belong together");
        assertThatThrownBy(() -> of("jdbc:colonnade://h?password=p")).hasMessageContaining("belong together");
    }
}

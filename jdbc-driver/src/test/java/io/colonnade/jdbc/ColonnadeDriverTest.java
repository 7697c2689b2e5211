package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.jdbc.metadata.DriverVersion;
import io.colonnade.jdbc.url.ConnectionProperty;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ColonnadeDriverTest {
    private final Driver driver = new ColonnadeDriver();

    @Test
    void theServiceLoaderFindsIt() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:colonnade://localhost")).isInstanceOf(ColonnadeDriver.class);
    }

    @Test
    void urlsOfOtherDriversAreLeftAlone() throws SQLException {
        assertThat(driver.acceptsURL("jdbc:postgresql://localhost")).isFalse();
        assertThat(driver.connect("jdbc:postgresql://localhost", new Properties()))
                .isNull();
    }

    @Test
    void everyPropertyIsListedWithADescription() throws SQLException {
        DriverPropertyInfo[] rows = driver.getPropertyInfo("jdbc:colonnade://localhost?prefetch=5&user=u", null);
        assertThat(rows).hasSize(ConnectionProperty.values().length);
        assertThat(rows).allSatisfy(row -> assertThat(row.description).isNotBlank());
        assertThat(row(rows, "prefetch").value).isEqualTo("5");
        assertThat(row(rows, "user").value).isEqualTo("u");
        assertThat(row(rows, "loginTimeout").value).isEqualTo("30");
        assertThat(row(rows, "tls").choices).containsExactly("true", "false");
        assertThat(rows).allSatisfy(row -> assertThat(row.required).isFalse());
    }

    @Test
    void secretsAreNotHandedBack() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("password", "hidden");
        DriverPropertyInfo[] rows = driver.getPropertyInfo("jdbc:colonnade://localhost?token=hidden", properties);
        assertThat(rows).noneMatch(row -> "hidden".equals(row.value));
    }

    private static DriverPropertyInfo row(DriverPropertyInfo[] rows, String name) {
        return Arrays.stream(rows)
                .filter(row -> row.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(DriverVersion.TEXT).matches("\\d+\\.\\d+\\..*");
        assertThat(driver.getMinorVersion()).isEqualTo(DriverVersion.MINOR);
    }

    @Test
    void updatesAreToldFromQueriesByTheirFirstWord() {
        assertThat(SqlText.isUpdate(" -- why\n /* and how */ insert into t values (1)"))
                .isTrue();
        assertThat(SqlText.isUpdate("COPY (SELECT 1) TO 'x'")).isTrue();
        assertThat(SqlText.isUpdate("WITH t AS (SELECT 1) SELECT * FROM t")).isFalse();
        assertThat(SqlText.isUpdate("(SELECT 1)")).isFalse();
        assertThat(SqlText.isUpdate("-- nothing else")).isFalse();
    }
}

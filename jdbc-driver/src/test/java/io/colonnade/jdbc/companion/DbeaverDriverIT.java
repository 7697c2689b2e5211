package io.colonnade.jdbc.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.jdbc.url.ConnectionSettings;
import io.colonnade.jdbc.url.DriverUrl;
import java.io.IOException;
import java.sql.Driver;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What DBeaver is given. */
class DbeaverDriverIT {
    /** A part that is left out where its value is not given, around or without brackets. */
    private static final Pattern PART = Pattern.compile("\\[([^]{]*)\\{(\\w+)}]|\\{(\\w+)}");

    private Element driver;
    private Element library;

    @BeforeEach
    void read() throws IOException {
        Document document = Companions.xml(Companions.file("dbeaver-drivers.xml"));
        driver = Companions.elements(document, "driver").get(0);
        library = Companions.elements(document, "library").get(0);
    }

    @Test
    void theClassIsTheDriverAndItsJarIsBesideTheDescription() throws ReflectiveOperationException {
        Class<?> type = Class.forName(driver.getAttribute("class"));
        assertThat(type.getDeclaredConstructor().newInstance()).isInstanceOf(Driver.class);
        assertThat(driver.getAttribute("port")).isEqualTo(Integer.toString(DriverUrl.DEFAULT_PORT));
        assertThat(library.getAttribute("path")).startsWith("${drivers_home}/");
        assertThat(Companions.file(library.getAttribute("path").substring("${drivers_home}/".length())))
                .isRegularFile();
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, 4711, sales, 4711, sales",
        "db.example, , sales, 50051, sales",
        "db.example, 50051, , 50051, ",
        "localhost, , , 50051, ",
    })
    void theDriverTakesTheUrlThatDbeaverMakes(String host, String port, String database, int used, String schema)
            throws Exception {
        Properties entered = new Properties();
        entered.put("host", host);
        entered.put("port", port == null ? "" : port);
        entered.put("database", database == null ? "" : database);
        ConnectionSettings settings = ConnectionSettings.of(filled(entered), new Properties());
        assertThat(settings.hosts())
                .singleElement()
                .satisfies(address ->
                        assertThat(Map.entry(address.host(), address.port())).isEqualTo(Map.entry(host, used)));
        assertThat(settings.schema().orElse(null)).isEqualTo(schema);
    }

    private String filled(Properties entered) {
        return PART.matcher(driver.getAttribute("url")).replaceAll(part -> filled(part, entered));
    }

    private static String filled(MatchResult part, Properties entered) {
        if (part.group(3) != null) {
            return entered.getProperty(part.group(3));
        }
        String value = entered.getProperty(part.group(2));
        return value.isEmpty() ? "" : part.group(1) + value;
    }
}

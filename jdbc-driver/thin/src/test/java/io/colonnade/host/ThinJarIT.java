package io.colonnade.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jar without libraries, on the class path that its own POM makes. */
class ThinJarIT {
    private final Path jar;

    ThinJarIT() throws ClassNotFoundException {
        Class<?> driver = Class.forName("io.colonnade.jdbc.ColonnadeDriver");
        jar = Path.of(driver.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void nothingButTheDriversOwnClassesIsInIt() throws Exception {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            assertThat(file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .contains("META-INF/services/java.sql.Driver", "META-INF/LICENSE")
                    .allMatch(name -> name.startsWith("META-INF/") || name.startsWith("io/colonnade/jdbc/"))
                    .noneMatch(name -> name.contains("shaded") || name.contains("module-info"));
        }
    }

    @Test
    void everythingThatItUsesIsDeclared() {
        StringWriter missing = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(missing),
                        new PrintWriter(missing),
                        "--multi-release",
                        "base",
                        "--ignore-missing-deps",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "-verbose:package",
                        jar.toString());
        assertThat(missing.toString()).contains("io.grpc").doesNotContain("not found");
    }

    @Test
    void itSpeaksToServers() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:colonnade://localhost:1", "alice", "secret"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("Connection refused");
    }
}

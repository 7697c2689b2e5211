package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.jdbc.flight.TestFlightServer;
import io.colonnade.jdbc.flight.TestTables;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tools such as DBeaver and Tableau load each driver in a class loader of its own, and let go of it. */
class ShadedJarUnloadsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void twoLoadersHaveADriverEachAndLeaveNothingBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<WeakReference<ClassLoader>> loaders;
        try (TestFlightServer server = new TestFlightServer();
                TestTables tables = new TestTables()) {
            server.answer("select", tables.people(1, 2));
            loaders = loadedAndUsed("jdbc:colonnade://" + server.address());
        }
        awaitCollected(loaders);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getContextClassLoader)
                        .filter(URLClassLoader.class::isInstance))
                .isEmpty();
    }

    private static List<WeakReference<ClassLoader>> loadedAndUsed(String url) throws Exception {
        URL[] jar = {ChildJvm.JAR.toUri().toURL()};
        try (URLClassLoader one = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
                URLClassLoader other = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            use(one, other, url);
            return List.of(new WeakReference<>(one), new WeakReference<>(other));
        }
    }

    /** Both at the same time, with a connection of one outliving that of the other. */
    private static void use(ClassLoader one, ClassLoader other, String url) throws Exception {
        try (Connection first = connect(one, url);
                Connection second = connect(other, url)) {
            assertThat(first.getClass()).isNotEqualTo(second.getClass());
            assertThat(read(first)).isEqualTo(read(second)).isEqualTo(3);
        }
        one.loadClass(ColonnadeDriver.class.getName()).getMethod("deregister").invoke(null);
        other.loadClass(ColonnadeDriver.class.getName()).getMethod("deregister").invoke(null);
    }

    private static Connection connect(ClassLoader loader, String url) throws Exception {
        Class<?> driver = Class.forName(ColonnadeDriver.class.getName(), true, loader);
        assertThat(driver).isNotEqualTo(ColonnadeDriver.class);
        Properties login = new Properties();
        login.setProperty("user", "alice");
        login.setProperty("password", "secret");
        return ((Driver) driver.getConstructor().newInstance()).connect(url, login);
    }

    private static int read(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select")) {
            int sum = 0;
            while (rows.next()) {
                sum += rows.getInt(1);
            }
            return sum;
        }
    }

    /** The transport's threads end a second after the last connection. */
    private static void awaitCollected(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && !loaders.stream().allMatch(loader -> loader.refersTo(null))) {
            System.gc();
            Thread.sleep(100);
        }
        assertThat(loaders.stream().filter(loader -> !loader.refersTo(null)).collect(Collectors.toList()))
                .as(
                        "loaders that something still holds; threads: %s",
                        Thread.getAllStackTraces().keySet())
                .isEmpty();
    }
}

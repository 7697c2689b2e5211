package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.jdbc.ColonnadeDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** SchemaSpy in a process of its own, with the jar that users take: it walks a database by JDBC and draws its relations. */
@ExtendWith(NothingLeft.class)
@Timeout(300)
final class SchemaSpyIT {
    /** Put there by the build. */
    private static final Path PROGRAM = Path.of("target/tools/schemaspy.jar").toAbsolutePath();

    @TempDir
    static Path directory;

    private static Document model;

    @BeforeAll
    static void crawlAsAlice() throws Exception {
        Path type = Files.writeString(
                directory.resolve("colonnade.properties"),
                "description=Colonnade\ndriver=io.colonnade.jdbc.ColonnadeDriver\n"
                        + "connectionSpec=jdbc:colonnade://<hostOptionalPort>\nhost=host\nport=port\n");
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command(type))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(log))
                .contains("Connected to Colonnade", "Wrote relationship details of 3 tables/views")
                .doesNotContain("Exception");
        assertThat(process.exitValue()).isZero();
        model = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("out/colonnade.sales_analytics.xml").toFile());
    }

    private static List<String> command(Path type) throws Exception {
        Path driver = Path.of(ColonnadeDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String port = Integer.toString(RunningServer.shared().flightPort());
        return List.of((java + " -XX:TieredStopAtLevel=1 -jar " + PROGRAM + " -t " + type + " -dp " + driver
                        + " -host 127.0.0.1 -port " + port + " -db colonnade -cat colonnade"
                        + " -s sales_analytics -u alice -p alice -o " + directory.resolve("out"))
                .split(" "));
    }

    private static String ask(String xpath) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(xpath, model);
    }

    @Test
    void itFindsTheTablesTheirColumnsAndRows() throws Exception {
        assertThat(ask("count(//table)")).isEqualTo("3");
        assertThat(ask("count(//table[@name='orders']/column)")).isEqualTo("6");
        assertThat(ask("//table[@name='orders']/column[@name='total_price']/@type"))
                .isEqualTo("numeric");
        assertThat(ask("//table[@name='orders']/column[@name='total_price']/@digits"))
                .isEqualTo("2");
        assertThat(ask("//table[@name='lineitems']/column[@name='part']/@remarks"))
                .isEqualTo("The name of the part");
        int rows = Integer.parseInt(ask("//table[@name='customers']/@numRows"));
        assertThat(rows).as("alice's customers of 1500").isBetween(200, 400);
    }

    @Test
    void itFindsKeysAndRelations() throws Exception {
        for (String table : List.of("customers", "orders", "lineitems")) {
            assertThat(ask("//table[@name='" + table + "']/primaryKey/@column")).isEqualTo("id");
        }
        assertThat(ask("//table[@name='orders']/column[@name='customer_id']/parent/@table"))
                .isEqualTo("customers");
        assertThat(ask("//table[@name='orders']/column[@name='id']/child/@foreignKey"))
                .isEqualTo("lineitems_order_id_fkey");
        assertThat(ask("count(//parent)")).isEqualTo("2");
    }

    @Test
    void itsPagesShowThem() throws IOException {
        assertThat(Files.readString(directory.resolve("out/tables/orders.html")))
                .contains("customers.html", "orders_customer_id_fkey", "lineitems.html", "F fulfilled, O open");
        assertThat(Files.readString(directory.resolve("out/constraints.html"))).contains("lineitems_order_id_fkey");
    }
}

package io.colonnade.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.Checkout;
import io.colonnade.it.server.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster that believes nobody but a key distribution centre, and encrypts what is written to it. */
final class KerberosIT {
    private static final Map<String, String> OF_BOTH_SIDES = Map.of(
            "dfs.namenode.kerberos.principal", "hdfs/localhost@EXAMPLE.COM",
            "dfs.data.transfer.protection", "privacy");

    private static Path home;
    private static Path keytab;
    private static int port;
    private static HdfsNode keys;
    private static HdfsNode nameNode;
    private static HdfsNode dataNode;

    @BeforeAll
    static void start() throws Exception {
        home = Files.createTempDirectory(
                Files.createDirectories(Checkout.module().resolve("target/hdfs")), "kerberos");
        keytab = home.resolve("all.keytab");
        port = HdfsCluster.freePort();
        HdfsCluster.settings(home, port, settings());
        Files.writeString(home.resolve("client.xml"), HdfsCluster.text(OF_BOTH_SIDES));
        keys = new HdfsNode(home, "org.apache.hadoop.minikdc.MiniKdc");
        nameNode = new HdfsNode(home, HdfsCluster.NAME_NODE, kerberos());
        dataNode = new HdfsNode(home, HdfsCluster.DATA_NODE, kerberos());
        startKeys();
        nameNode.run("-format", "-nonInteractive");
        nameNode.start();
        dataNode.start();
    }

    private static void startKeys() throws IOException {
        Path settings = Files.writeString(
                home.resolve("kdc.properties"),
                "org.name=EXAMPLE\norg.domain=COM\nkdc.bind.address=localhost\ninstance=DefaultKrbServer\n"
                        + "max.ticket.lifetime=86400000\nmax.renewable.lifetime=604800000\ntransport=TCP\ndebug=false\n");
        keys.start(
                home.toString(), settings.toString(), keytab.toString(), "hdfs/localhost", "HTTP/localhost", "analyst");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(keytab) && Files.size(keytab) > 0);
    }

    private static String kerberos() {
        return "-Djava.security.krb5.conf=" + home.resolve("krb5.conf");
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(OF_BOTH_SIDES);
        settings.put("fs.defaultFS", "hdfs://localhost:" + port);
        settings.put("hadoop.security.authentication", "kerberos");
        settings.put("hadoop.security.authorization", "true");
        settings.put("dfs.datanode.kerberos.principal", "hdfs/localhost@EXAMPLE.COM");
        settings.put("dfs.web.authentication.kerberos.principal", "HTTP/localhost@EXAMPLE.COM");
        for (String key : List.of(
                "dfs.namenode.keytab.file", "dfs.datanode.keytab.file", "dfs.web.authentication.kerberos.keytab")) {
            settings.put(key, keytab.toString());
        }
        settings.put("dfs.block.access.token.enable", "true");
        // Its pages are of no interest here, and would need certificates.
        settings.put("ignore.secure.ports.for.testing", "true");
        return settings;
    }

    @AfterAll
    static void stop() throws InterruptedException {
        dataNode.kill();
        nameNode.kill();
        keys.kill();
    }

    @Test
    void whomKerberosKnowsExportsWhereTheyMayAndOthersAreRefused() throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(export("hdfs/localhost@EXAMPLE.COM", "sales"))
                        .isEqualTo("published [[sales]]"));
        assertThat(export("analyst@EXAMPLE.COM", "others"))
                .startsWith("io.colonnade.server.export.destination.StoreRefusalException")
                .contains("Permission denied: user=analyst");
        assertThat(export("stranger@EXAMPLE.COM", "others"))
                .startsWith("io.colonnade.server.export.destination.StoreRefusalException")
                .contains("failure to login");
    }

    private static String export(String principal, String folder) throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(KerberosExport.class.getName(), "-XX:TieredStopAtLevel=1", kerberos());
        command.addAll(List.of(
                "hdfs://localhost:" + port + "/exports",
                folder,
                principal,
                keytab.toString(),
                home.resolve("client.xml").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(home.resolve("export.log").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}

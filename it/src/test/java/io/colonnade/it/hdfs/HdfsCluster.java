package io.colonnade.it.hdfs;

import static org.awaitility.Awaitility.await;

import io.colonnade.it.Checkout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.jspecify.annotations.Nullable;

/** A cluster of one NameNode and one DataNode, with a folder for exports, and what is in it. It lives as long as the tests. Not thread-safe. */
public final class HdfsCluster {
    /** Who may write to {@code /exports}. */
    public static final String USER = "colonnade";

    static final String SUPERUSER = "hdfs";
    static final String NAME_NODE = "org.apache.hadoop.hdfs.server.namenode.NameNode";
    static final String DATA_NODE = "org.apache.hadoop.hdfs.server.datanode.DataNode";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static @Nullable HdfsCluster shared;

    private final int port;
    private final HdfsNode nameNode;
    private final HdfsNode dataNode;
    private final FileSystem superuser;
    private final FileSystem client;

    private HdfsCluster(Path home, int port) throws IOException, InterruptedException {
        this.port = port;
        this.nameNode = new HdfsNode(home, NAME_NODE);
        this.dataNode = new HdfsNode(home, DATA_NODE);
        this.superuser = client(SUPERUSER);
        this.client = client(USER);
    }

    private FileSystem client(String user) throws IOException, InterruptedException {
        Configuration settings = new Configuration(false);
        settings.set("ipc.client.connect.max.retries", "0");
        settings.set("fs.hdfs.impl", DistributedFileSystem.class.getName());
        return FileSystem.newInstance(URI.create(uri("/")), settings, user);
    }

    /** Returns the one that tests of this JVM share; whoever stops a node of it starts it again. */
    public static synchronized HdfsCluster shared() throws Exception {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static HdfsCluster start() throws Exception {
        Path home = Files.createTempDirectory(
                Files.createDirectories(Checkout.module().resolve("target/hdfs")), "cluster");
        int port = freePort();
        settings(home, port, Map.of());
        HdfsCluster cluster = new HdfsCluster(home, port);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::kill));
        cluster.nameNode.run("-format", "-nonInteractive");
        cluster.nameNode.start();
        cluster.dataNode.start();
        cluster.awaitNodes();
        org.apache.hadoop.fs.Path exports = path("/exports");
        cluster.superuser.mkdirs(exports, new FsPermission((short) 0755));
        cluster.superuser.setOwner(exports, USER, USER);
        return cluster;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Writes what the nodes are to know. */
    static void settings(Path home, int port, Map<String, String> more) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("fs.defaultFS", "hdfs://127.0.0.1:" + port);
        settings.put("dfs.namenode.name.dir", home.resolve("names").toUri().toString());
        settings.put("dfs.datanode.data.dir", home.resolve("blocks").toUri().toString());
        settings.put("dfs.namenode.http-address", "127.0.0.1:0");
        settings.put("dfs.datanode.address", "127.0.0.1:0");
        settings.put("dfs.datanode.ipc.address", "127.0.0.1:0");
        settings.put("dfs.datanode.http.address", "127.0.0.1:0");
        settings.put("dfs.datanode.hostname", "localhost");
        settings.put("dfs.namenode.safemode.extension", "0");
        settings.put("dfs.heartbeat.interval", "1");
        settings.put("ipc.client.connect.max.retries", "1000");
        settings.put("ipc.client.connect.retry.interval", "100");
        settings.putAll(more);
        Files.writeString(home.resolve("core-site.xml"), text(settings));
        // Hadoop's defaults for HDFS come after the first of the two files.
        Files.writeString(home.resolve("hdfs-site.xml"), text(settings));
        // Jetty would unpack the whole jar to have its pages.
        Files.createDirectories(home.resolve("webapps/hdfs"));
        Files.createDirectories(home.resolve("webapps/datanode"));
        Files.writeString(
                home.resolve("log4j.properties"),
                "log4j.rootLogger=WARN,err\nlog4j.appender.err=org.apache.log4j.ConsoleAppender\n"
                        + "log4j.appender.err.layout=org.apache.log4j.PatternLayout\n"
                        + "log4j.appender.err.layout.ConversionPattern=%d %p %c{1} %m%n\n");
    }

    /** Returns settings as a file of Hadoop's. */
    static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder("<configuration>\n");
        settings.forEach((name, value) -> text.append("<property><name>")
                .append(name)
                .append("</name><value>")
                .append(value)
                .append("</value></property>\n"));
        return text.append("</configuration>\n").toString();
    }

    /** Until it takes a file, since a NameNode believes for a while in a DataNode that is gone, and both clients have a new connection. */
    private void awaitNodes() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            client.exists(path("/"));
            try (OutputStream out = superuser.create(path("/probes/" + UUID.randomUUID()))) {
                out.write(1);
            }
            return true;
        });
    }

    private void kill() {
        try {
            dataNode.kill();
            nameNode.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the URI of a path. */
    public String uri(String path) {
        return "hdfs://127.0.0.1:" + port + path;
    }

    /** Does something while the NameNode is away. */
    void withoutNameNode(Attempt attempt) throws Exception {
        nameNode.kill();
        try {
            attempt.make();
        } finally {
            nameNode.start();
            awaitNodes();
        }
    }

    /** Does something while the NameNode takes calls and answers none. */
    void withFrozenNameNode(Attempt attempt) throws Exception {
        nameNode.freeze();
        try {
            attempt.make();
        } finally {
            nameNode.thaw();
            awaitNodes();
        }
    }

    /** Does something while the DataNode is away. */
    void withoutDataNode(Attempt attempt) throws Exception {
        dataNode.kill();
        try {
            attempt.make();
        } finally {
            dataNode.start();
            awaitNodes();
        }
    }

    /** Something that may fail. */
    interface Attempt {
        void make() throws Exception;
    }

    private static org.apache.hadoop.fs.Path path(String text) {
        return new org.apache.hadoop.fs.Path(text);
    }

    /** Returns what is below a folder, by the names from there. */
    public List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        try {
            String above = path(uri(folder)) + "/";
            RemoteIterator<LocatedFileStatus> all = client.listFiles(path(folder), true);
            while (all.hasNext()) {
                names.add(all.next().getPath().toString().substring(above.length()));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.sort(null);
        return names;
    }

    /** Returns whether there is a file or a folder. */
    boolean has(String path) throws IOException {
        return client.exists(path(path));
    }

    /** Returns what is in a file. */
    public byte[] bytes(String path) throws IOException {
        try (InputStream in = client.open(path(path))) {
            return in.readAllBytes();
        }
    }

    void put(String path, String text) throws IOException {
        put(client, path, text);
    }

    void putAsSuperuser(String path, String text) throws IOException {
        put(superuser, path, text);
    }

    private static void put(FileSystem as, String path, String text) throws IOException {
        try (OutputStream out = as.create(path(path))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void rename(String from, String to) throws IOException {
        client.rename(path(from), path(to));
    }

    void mkdirs(String path) throws IOException {
        client.mkdirs(path(path));
    }

    void deleteAsSuperuser(String path) throws IOException {
        superuser.delete(path(path), true);
    }

    int replication(String path) throws IOException {
        return client.getFileStatus(path(path)).getReplication();
    }
}

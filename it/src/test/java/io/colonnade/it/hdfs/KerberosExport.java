package io.colonnade.it.hdfs;

import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.HdfsConnection;
import io.colonnade.server.export.destination.HdfsDestination;
import io.colonnade.server.export.destination.Publication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A program that publishes one folder as somebody whom Kerberos knows: a JVM has one way to log in to clusters, and the tests' has another. */
final class KerberosExport {
    private KerberosExport() {}

    /** Publishes, or says why not; the arguments are the URI above the folder, its name, the principal, the keytab and a file of Hadoop's. */
    public static void main(String[] arguments) {
        HdfsDestination destination = new HdfsDestination(
                ExportPath.parse(arguments[0]),
                new HdfsConnection(
                        new HdfsConnection.Keytab(arguments[2], Path.of(arguments[3])),
                        List.of(Path.of(arguments[4]))));
        List<String> folder = List.of(arguments[1]);
        try (Publication publication =
                destination.begin(folder, Mode.NEW, UUID.randomUUID().toString(), null)) {
            try (OutputStream out = publication.create("rows.csv")) {
                out.write(new byte[1 << 20]);
            }
            publication.publish("manifest".getBytes(StandardCharsets.UTF_8));
            System.out.println("published " + destination.published());
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}

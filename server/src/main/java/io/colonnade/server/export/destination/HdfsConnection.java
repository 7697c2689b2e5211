package io.colonnade.server.export.destination;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;

/**
 * How a cluster is reached and who asks it. Immutable.
 *
 * @param login who asks
 * @param files in Hadoop's own form, such as {@code core-site.xml}; the later ones win
 */
public record HdfsConnection(Login login, List<Path> files) {
    public HdfsConnection {
        files = List.copyOf(files);
    }

    /** Who asks a cluster. */
    public sealed interface Login {}

    /** A name that the cluster takes for true, as clusters without Kerberos do. */
    public record User(String name) implements Login {}

    /** Somebody whom Kerberos knows, and the file with their keys. */
    public record Keytab(String principal, Path file) implements Login {}

    /**
     * Returns Hadoop's settings: its own defaults, ours, and the operator's. Nothing is taken from the environment, and no file that
     * happens to be found.
     *
     * @throws IllegalArgumentException if one of the files is none of Hadoop's
     */
    Configuration settings() {
        Configuration settings = new Configuration(false);
        settings.setClassLoader(HdfsConnection.class.getClassLoader());
        settings.addResource("core-default.xml");
        settings.addResource(Objects.requireNonNull(HdfsConnection.class.getResource("hdfs-client.xml")));
        for (Path file : files) {
            settings.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
        }
        try {
            insist(settings);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("a file of settings is none of Hadoop's", e);
        }
        return settings;
    }

    /** Says what no file says otherwise; the files are read by then. */
    private void insist(Configuration settings) {
        settings.set(
                CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION,
                login instanceof Keytab ? "kerberos" : "simple");
        settings.setBoolean(CommonConfigurationKeysPublic.FS_CLIENT_RESOLVE_REMOTE_SYMLINKS_KEY, false);
    }
}

package io.colonnade.server.tls;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.watch.WatchedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a door needs for TLS, kept as new as its files: what has changed counts for the connections that begin from then on.
 * Made and closed by a door; thread-safe.
 */
public final class DoorTls implements AutoCloseable {
    /** What a door speaks; older versions are broken. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /**
     * How long a client may take up a TLS session again without its certificate being looked at: the time after which an
     * authority that is gone from the file is gone for everybody who connects.
     */
    public static final Duration SESSION = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(DoorTls.class);

    private final String door;
    private final DoorCertificates.Demand demand;
    private final WatchedFiles watch;
    private final ReloadedKeys keys;
    private final @Nullable ReloadedAuthorities authorities;

    private int generation;

    private DoorTls(String door, DoorCertificates files) throws IOException, GeneralSecurityException {
        this.door = door;
        this.demand = files.demand();
        this.watch = WatchedFiles.read("certificates of the " + door + " door", inOrder(files));
        this.keys = new ReloadedKeys(identity(watch.first()));
        this.authorities = files.clientAuthority() == null ? null : new ReloadedAuthorities(authority(watch.first()));
        watch.follow(this::take);
    }

    /**
     * Reads a door's files, and begins to watch them.
     *
     * @param door the door's name, for messages
     * @throws ColonnadeException INVALID_CONFIGURATION if they cannot serve
     */
    public static DoorTls open(String door, DoorCertificates files) {
        try {
            return new DoorTls(door, files);
        } catch (IOException | GeneralSecurityException e) {
            throw unfit(door, e);
        }
    }

    private static ColonnadeException unfit(String door, Exception why) {
        return ColonnadeException.causedBy(
                why,
                ErrorKind.INVALID_CONFIGURATION,
                SqlState.CONFIG_FILE_ERROR,
                "Cannot read the certificate, the key or the client authority of the " + door + " door: "
                        + why.getMessage());
    }

    /** Returns what shows the door's certificate. */
    public X509ExtendedKeyManager keys() {
        return keys;
    }

    /** Returns what clients' certificates are checked by; empty if none is asked for. */
    public Optional<X509ExtendedTrustManager> authorities() {
        return Optional.ofNullable(authorities);
    }

    /** Returns whether clients must show a certificate. */
    public DoorCertificates.Demand demand() {
        return demand;
    }

    /** Both or nothing. */
    private void take(List<byte[]> contents) {
        try {
            ServerIdentity identity = identity(contents);
            identity.chain().get(0).checkValidity();
            if (authorities != null) {
                authorities.become(authority(contents));
            }
            keys.become(identity);
            LOG.info("The {} door shows the certificate of {} now", door, identity);
        } catch (GeneralSecurityException e) {
            throw unfit(door, e);
        }
    }

    private ServerIdentity identity(List<byte[]> contents) throws GeneralSecurityException {
        return ServerIdentity.of("identity-" + generation++, contents.get(0), contents.get(1));
    }

    private static byte[] authority(List<byte[]> contents) {
        return contents.get(2);
    }

    private static List<Path> inOrder(DoorCertificates files) {
        Path authority = files.clientAuthority();
        return authority == null
                ? List.of(files.certificate(), files.key())
                : List.of(files.certificate(), files.key(), authority);
    }

    @Override
    public void close() {
        watch.close();
    }
}

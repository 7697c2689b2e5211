package io.colonnade.server.tls;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a door needs for TLS, kept as new as its files: they are looked at every second, and what has changed counts for the
 * connections that begin from then on. Files that cannot serve are told to the log, and what was there before goes on.
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
    private static final long LARGEST_FILE = 1 << 20;

    private final String door;
    private final DoorCertificates files;
    private final ReloadedKeys keys;
    private final @Nullable ReloadedAuthorities authorities;
    private final ScheduledExecutorService watch;

    private Contents served;
    private Contents seen;
    private int generation;
    private String complaint = "";

    private record Contents(byte[] certificate, byte[] key, byte[] authority) {
        boolean isSame(Contents other) {
            return Arrays.equals(certificate, other.certificate)
                    && Arrays.equals(key, other.key)
                    && Arrays.equals(authority, other.authority);
        }
    }

    private DoorTls(String door, DoorCertificates files) throws IOException, GeneralSecurityException {
        this.door = door;
        this.files = files;
        this.served = read(files);
        this.seen = served;
        this.keys = new ReloadedKeys(identity(served));
        this.authorities = files.clientAuthority() == null ? null : new ReloadedAuthorities(served.authority());
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, door + "-certificates");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
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
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot read the certificate, the key or the client authority of the " + door + " door: "
                            + e.getMessage());
        }
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
        return files.demand();
    }

    private void look() {
        try {
            Contents now = read(files);
            boolean settled = now.isSame(seen);
            boolean news = !now.isSame(served);
            seen = now;
            if (news && settled) {
                take(now);
            }
            complaint = "";
        } catch (IOException | GeneralSecurityException e) {
            complainOnce(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Cannot look at the certificates of the {} door; the old ones go on", door, e);
        }
    }

    private void complainOnce(String why) {
        if (!why.equals(complaint)) {
            LOG.warn("Cannot read the certificates of the {} door; the old ones go on: {}", door, why);
        }
        complaint = why;
    }

    /** Both or nothing: two files are never replaced at the same instant, so only what has stayed as it is counts. */
    private void take(Contents now) {
        served = now;
        try {
            ServerIdentity identity = identity(now);
            identity.chain().get(0).checkValidity();
            if (authorities != null) {
                authorities.become(now.authority());
            }
            keys.become(identity);
            LOG.info("The {} door shows the certificate of {} now", door, identity);
        } catch (GeneralSecurityException e) {
            LOG.warn(
                    "Cannot use the changed certificates of the {} door; the old ones go on: {}", door, e.getMessage());
        }
    }

    private ServerIdentity identity(Contents contents) throws GeneralSecurityException {
        return ServerIdentity.of("identity-" + generation++, contents.certificate(), contents.key());
    }

    private static Contents read(DoorCertificates files) throws IOException, GeneralSecurityException {
        Path authority = files.clientAuthority();
        return new Contents(
                read(files.certificate()), read(files.key()), authority == null ? new byte[0] : read(authority));
    }

    private static byte[] read(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new GeneralSecurityException(file + " is no PEM file: it is too large");
        }
        return Files.readAllBytes(file);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}

package io.colonnade.server.demo;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, unpacked once into a cache that later starts share. The archives come from zonky's
 * artifacts on the class path. Thread-safe, also between processes: a finished directory appears in one rename.
 */
final class PostgresBinaries {
    private final Path cache;

    PostgresBinaries(Path cache) {
        this.cache = cache;
    }

    /** Returns the cache that programs of this user share: {@code $XDG_CACHE_HOME/colonnade}. */
    static Path userCache(Map<String, String> environment) {
        Path base = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("colonnade");
    }

    /** Returns the directory that holds {@code bin}, {@code lib} and {@code share}, unpacking it if need be. */
    Path directory() throws IOException {
        Path ready = cache.resolve("postgresql-" + fingerprint());
        if (Files.isDirectory(ready)) {
            return ready;
        }
        Files.createDirectories(cache);
        Path partial = Files.createTempDirectory(cache, "unpacking-");
        try (InputStream archive = open()) {
            unpack(archive, partial);
            publish(partial, ready);
        } finally {
            DirectoryRemoval.remove(partial);
        }
        return ready;
    }

    private static void publish(Path partial, Path ready) throws IOException {
        try {
            Files.move(partial, ready);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            // Another process may have been faster; its directory is as good as ours.
            if (!Files.isDirectory(ready)) {
                throw e;
            }
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("Cannot unpack PostgreSQL: an entry leaves the directory");
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static String fingerprint() throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static InputStream open() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        String family = system.contains("mac") ? "Darwin" : system.contains("win") ? "Windows" : "Linux";
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(family, System.getProperty("os.arch"));
        if (archive == null) {
            throw new IOException("no PostgreSQL programs for " + family + " on " + System.getProperty("os.arch")
                    + " are on the class path");
        }
        return archive;
    }
}

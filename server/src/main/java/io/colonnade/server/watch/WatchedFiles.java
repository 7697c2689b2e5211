package io.colonnade.server.watch;

import io.colonnade.error.ColonnadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that belong together and are looked at every second. What has changed in any of them is handed on once it stays as
 * it is from one look to the next, since neither are two files replaced at the same instant nor is one written in one. Files that
 * cannot be read or are refused are told to the log, and what was there before goes on. Made and closed by whoever needs the
 * files; a thread of its own hands on.
 */
public final class WatchedFiles implements AutoCloseable {
    /** What becomes of files that have changed. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes what the files hold now, in their order: all of it or nothing.
         *
         * @throws ColonnadeException if they cannot serve
         */
        void take(List<byte[]> contents);
    }

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);
    private static final long LARGEST_FILE = 4 << 20;

    private final String what;
    private final List<Path> files;
    private final List<byte[]> first;
    private final ScheduledExecutorService watch;

    private List<byte[]> served;
    private List<byte[]> seen;
    private String complaint = "";

    private WatchedFiles(String what, List<Path> files) throws IOException {
        this.what = what;
        this.files = List.copyOf(files);
        this.first = read(files);
        this.served = first;
        this.seen = first;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watch: " + what);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads files; {@link #follow} begins to watch them.
     *
     * @param what what they are, for the log: "certificates of the flight door"
     */
    public static WatchedFiles read(String what, List<Path> files) throws IOException {
        return new WatchedFiles(what, files);
    }

    /** Returns what the files held when they were read first, in their order. */
    public List<byte[]> first() {
        return first;
    }

    /** Hands on from now on whatever the files come to hold. */
    public void follow(Taker taker) {
        watch.scheduleWithFixedDelay(() -> look(taker), 1, 1, TimeUnit.SECONDS);
    }

    private void look(Taker taker) {
        try {
            List<byte[]> now = read(files);
            boolean settled = isSame(now, seen);
            boolean news = !isSame(now, served);
            seen = now;
            if (news && settled) {
                served = now;
                taker.take(now);
            }
            complaint = "";
        } catch (IOException e) {
            complainOnce(e.toString());
        } catch (ColonnadeException e) {
            LOG.warn("The changed {} cannot serve; the old ones go on: {}", what, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot look at the {}; the old ones go on", what, e);
        }
    }

    private void complainOnce(String why) {
        if (!why.equals(complaint)) {
            LOG.warn("Cannot read the {}; the old ones go on: {}", what, why);
        }
        complaint = why;
    }

    private static boolean isSame(List<byte[]> one, List<byte[]> other) {
        return Arrays.deepEquals(one.toArray(), other.toArray());
    }

    private static List<byte[]> read(List<Path> files) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(file + " has more than " + LARGEST_FILE + " bytes");
            }
            contents.add(Files.readAllBytes(file));
        }
        return contents;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}

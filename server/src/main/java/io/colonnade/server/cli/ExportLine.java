package io.colonnade.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A line on a terminal that is written anew each second, on a thread of its own, and is gone when it is closed. */
final class ExportLine implements AutoCloseable {
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final Function<Duration, String> words;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::repeat, "export-line");

    private ExportLine(PrintWriter terminal, Function<Duration, String> words) {
        this.terminal = terminal;
        this.words = words;
        thread.setDaemon(true);
    }

    /**
     * Begins a line.
     *
     * @param words what it says after how long
     */
    static ExportLine begin(PrintWriter terminal, Function<Duration, String> words) {
        ExportLine line = new ExportLine(terminal, words);
        line.thread.start();
        return line;
    }

    private void repeat() {
        long begun = System.nanoTime();
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                write(ERASE + words.apply(Duration.ofNanos(System.nanoTime() - begun)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write(ERASE);
    }

    private void write(String text) {
        terminal.print(text);
        terminal.flush();
    }

    /** Waits until the line is gone, so that nothing else is written into it. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.colonnade.server.cli;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT as somebody asks a server with them to stop: the first politely, those after it at once. Java's shutdown
 * hooks know only the first, and end the process with the signal's status. Thread-safe.
 */
final class StopSignals {
    private static final String[] NAMES = {"TERM", "INT"};

    private StopSignals() {}

    /**
     * Has the signals call something, from now on and on threads of their own.
     *
     * @return whether the process may handle signals; where the JVM keeps them to itself, its shutdown hooks remain
     */
    static boolean handle(Runnable first, Runnable further) {
        AtomicInteger received = new AtomicInteger();
        try {
            for (String name : NAMES) {
                Signal.handle(new Signal(name), signal -> {
                    if (received.getAndIncrement() == 0) {
                        first.run();
                    } else {
                        further.run();
                    }
                });
            }
            return true;
        } catch (IllegalArgumentException kept) {
            return false;
        }
    }
}

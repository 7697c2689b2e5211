package io.colonnade.server.cli;

import java.io.IOException;

/** Whether somebody watches. The JVM knows it of standard input and output together only. */
final class Terminal {
    private Terminal() {}

    /** Returns whether standard error is a terminal; false where nobody can tell. */
    static boolean isStandardError() {
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

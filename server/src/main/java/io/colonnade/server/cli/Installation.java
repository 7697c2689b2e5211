package io.colonnade.server.cli;

import java.nio.file.Path;

/** Where Colonnade is installed, as the launcher says. */
final class Installation {
    private Installation() {}

    static Path directory() {
        String home = System.getenv("COLONNADE_HOME");
        return Path.of(home == null || home.isBlank() ? "" : home).toAbsolutePath();
    }
}

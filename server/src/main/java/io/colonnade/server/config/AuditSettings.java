package io.colonnade.server.config;

import java.nio.file.Path;

/**
 * Where the audit goes.
 *
 * @param file the file that it is appended to
 * @param rotateAt the size in bytes at which the file is put aside under another name and begun anew
 */
public record AuditSettings(Path file, long rotateAt) {
    /** Creates the settings of a file that is put aside at 256 MiB. */
    public AuditSettings(Path file) {
        this(file, 256L << 20);
    }

    static AuditSettings of(Values values) {
        return new AuditSettings(values.path("file"), values.size("rotate_at"));
    }
}

package io.colonnade.server.export.destination;

import java.util.Optional;
import java.util.Set;

/** Reads manifests, whose form is not this package's business. Thread-safe. */
public interface S3Manifests {
    /** Returns the names of the files that a manifest tells of; nothing if it is none that can be read. */
    Optional<Set<String>> files(byte[] manifest);
}

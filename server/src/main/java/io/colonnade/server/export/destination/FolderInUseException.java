package io.colonnade.server.export.destination;

import java.io.IOException;

/** A folder has what an export may not touch. The message is for the client, and names no file. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}

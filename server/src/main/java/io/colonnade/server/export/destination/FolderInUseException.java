package io.colonnade.server.export.destination;

import java.io.IOException;

/** A folder has what an export may not touch. The message is for the client, and names no file. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }

    static FolderInUseException changed() {
        return new FolderInUseException("another export has been published there meanwhile");
    }

    static FolderInUseException used() {
        return new FolderInUseException("there are files; say OVERWRITE or APPEND, or name another folder");
    }

    static FolderInUseException foreign() {
        return new FolderInUseException("there are files that no export has written; name another folder");
    }

    static FolderInUseException root() {
        return new FolderInUseException("all exports are in this folder; name one below it");
    }

    static FolderInUseException linked() {
        return new FolderInUseException("a symbolic link is on the way to it");
    }

    static FolderInUseException elsewhere() {
        return new FolderInUseException("its manifest names files elsewhere");
    }

    static FolderInUseException noManifest() {
        return new FolderInUseException("its manifest is none of Colonnade's");
    }
}

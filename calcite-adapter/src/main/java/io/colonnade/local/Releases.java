package io.colonnade.local;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives several resources back, each of them even if an earlier one fails. One thread. */
final class Releases {
    private @Nullable Exception first;

    void release(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    /** Throws what the first failure was, with the later ones attached. */
    void throwFirst() throws IOException {
        if (first != null) {
            throw new IOException("a resource of a local query did not close", first);
        }
    }
}

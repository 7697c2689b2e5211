package io.colonnade.jdbc.oauth;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;

/** Opens a page for a person. */
interface Browser {
    /** Returns whether one has opened. */
    boolean open(URI page);

    /** Returns the desktop's browser, where there is a desktop. */
    static Browser ofTheDesktop() {
        return page -> {
            try {
                boolean possible =
                        Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE);
                if (possible) {
                    Desktop.getDesktop().browse(page);
                }
                return possible;
            } catch (IOException | RuntimeException | LinkageError e) {
                // A runtime may come without a desktop, or a desktop without a browser.
                return false;
            }
        };
    }
}

package io.colonnade.it;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the sources are, found from where these classes are: benchmarks may be started from anywhere. */
public final class Checkout {
    private Checkout() {}

    /** Returns the root of the repository. */
    public static Path root() {
        return module().getParent();
    }

    /** Returns the directory of this module. */
    public static Path module() {
        try {
            Path classes = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

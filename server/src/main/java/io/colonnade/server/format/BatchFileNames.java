package io.colonnade.server.format;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of files for batches, each of them once, and with nothing in them that a header or a file system would obey. */
final class BatchFileNames {
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_-]");

    private final String extension;
    private final Set<String> taken = new HashSet<>();

    BatchFileNames(ResultFormat format) {
        this.extension = "." + format.extension();
    }

    String of(String batch) {
        String plain = UNSAFE.matcher(batch).replaceAll("_");
        String name = plain;
        // File systems that take upper for lower case would overwrite the one with the other.
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = plain + "-" + number;
        }
        return name + extension;
    }
}

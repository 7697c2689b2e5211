package io.colonnade.contract;

import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for every name that users see. */
final class Names {
    private static final Pattern VALID = Pattern.compile("[a-z_][a-z0-9_]*");

    private Names() {}

    /** Returns whether SQL reads a name without quotes. */
    static boolean isPlain(String name) {
        return VALID.matcher(name).matches();
    }

    /** Notes a problem unless a name is one that SQL reads without quotes. */
    static void check(String what, String name, Location location, Problems problems) {
        if (isPlain(name)) {
            return;
        }
        String mended = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String suggestion = isPlain(mended) ? "; write '" + mended + "'" : "";
        problems.add(
                location,
                "Invalid " + what + " name: '" + name
                        + "' (lower-case letters, digits and underscores, not beginning with a digit)" + suggestion);
    }
}

package io.colonnade.server.export.destination;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the files of exports are named: so that the names of two exports never meet, and that what nobody tells of any more is known to be
 * Colonnade's, where a store has no place that is hidden from readers.
 */
public final class PartName {
    private static final Pattern NAME = Pattern.compile(
            "part-[0-9]{5,10}-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.[a-z0-9.]{1,20}");

    private PartName() {}

    /**
     * Returns a file's name, without a folder.
     *
     * @param export the id of the export that it is of
     * @param extension what the name ends with, its dot included
     */
    public static String of(int number, String export, String extension) {
        return String.format(Locale.ROOT, "part-%05d-%s%s", number, export, extension);
    }

    /** Checks that the name of a file in a manifest, which may have folders before it, leads to no place but one below its folder. */
    static void checkBelow(String name) throws FolderInUseException {
        if (Arrays.stream(name.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw FolderInUseException.elsewhere();
        }
    }

    /** Returns the id of the export that a file is of, whose name may have folders before it; nothing if it is of none. */
    static Optional<String> exportOf(String name) {
        Matcher matcher = NAME.matcher(name.substring(name.lastIndexOf('/') + 1));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

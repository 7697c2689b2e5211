package io.colonnade.server.export.destination;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder in a store, in the one way in which it can be written: whatever could be read as another place, such as {@code ..}, an empty
 * name or a bar written as {@code %2F}, is refused instead of resolved. Immutable.
 *
 * @param scheme the kind of store, in lower case
 * @param authority the bucket or the host; empty where there is none
 * @param names of the folders from the root, none of which is empty
 */
public record ExportPath(String scheme, String authority, List<String> names) {
    /** What stands before the names of what belongs to Colonnade, which nobody may name. */
    static final String OWN = ".colonnade-";

    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 200;

    public ExportPath {
        names = List.copyOf(names);
    }

    /**
     * Reads a URI such as {@code s3://bucket/folder/}.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if it is no such place
     */
    public static ExportPath parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme();
        if (scheme == null || uri.isOpaque()) {
            throw refusal("it is no absolute URI, such as file:/exports/sales or s3://bucket/sales");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw refusal("it has a user, a '?' or a '#'; write a place and nothing else");
        }
        return new ExportPath(
                scheme.toLowerCase(Locale.ROOT), authority(uri.getRawAuthority()), names(uri.getRawPath()));
    }

    private static URI uri(String text) {
        if (text.length() > LONGEST) {
            throw refusal("it is longer than " + LONGEST + " characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refusal("it is no URI");
        }
    }

    private static String authority(@Nullable String authority) {
        return authority == null ? "" : authority;
    }

    /** Reads the path as it is written: what is not plain letters and signs would mean one thing here and another in the store. */
    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        String rest = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (rest.isEmpty()) {
            return names;
        }
        for (String name : rest.substring(1).split("/", -1)) {
            names.add(checked(name));
        }
        return names;
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw refusal("it has an empty name, '.' or '..' between its bars");
        }
        if (name.length() > LONGEST_NAME || !name.chars().allMatch(ExportPath::isPlain)) {
            throw refusal("its names may have letters, digits and -_.=+@, and at most " + LONGEST_NAME + " of them");
        }
        if (name.startsWith(OWN) || name.equals(Publication.MANIFEST)) {
            throw refusal("such names are Colonnade's own");
        }
        return name;
    }

    private static boolean isPlain(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "-_.=+@".indexOf(character) >= 0;
    }

    private static ColonnadeException refusal(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Cannot export to this destination: " + why);
    }

    /** Returns the names below another folder, none if it is that folder; nothing if it is not inside. */
    public Optional<List<String>> below(ExportPath folder) {
        boolean inside = scheme.equals(folder.scheme)
                && authority.equals(folder.authority)
                && names.size() >= folder.names.size()
                && names.subList(0, folder.names.size()).equals(folder.names);
        return inside ? Optional.of(names.subList(folder.names.size(), names.size())) : Optional.empty();
    }

    /** Returns the URI. */
    @Override
    public String toString() {
        return scheme + ":" + (authority.isEmpty() ? "" : "//" + authority) + "/" + String.join("/", names);
    }
}

package io.colonnade.query.pushdown;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** Names of this statement's own, no longer than PostgreSQL keeps them ({@code NAMEDATALEN} less one bytes). */
final class ShortName {
    private static final int MOST_BYTES = 63;
    private static final int KEPT_CHARACTERS = 11;

    private ShortName() {}

    /** Returns a name as it is, or its beginning and a hash of the whole. */
    static String of(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return name;
        }
        String beginning = name.substring(0, name.offsetByCodePoints(0, KEPT_CHARACTERS));
        return beginning + "~"
                + Hashing.sha256()
                        .hashString(name, StandardCharsets.UTF_8)
                        .toString()
                        .substring(0, 16);
    }
}

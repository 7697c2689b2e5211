package io.colonnade.security.audit;

import java.util.regex.Pattern;

/**
 * A statement's fingerprint for audit records: tells equal statements without telling their text. Blanks between words
 * do not count; everything else does.
 */
public final class SqlFingerprint {
    /** A quoted text or name as a whole, or a run of blanks. */
    private static final Pattern QUOTED_OR_BLANKS = Pattern.compile("('[^']*'|\"[^\"]*\")|\\s+");

    private SqlFingerprint() {}

    /** Returns the SHA-256 of the normalised text in hexadecimal digits. */
    public static String of(String sql) {
        String normalised = QUOTED_OR_BLANKS
                .matcher(sql.strip())
                .replaceAll(match ->
                        match.group(1) == null ? " " : java.util.regex.Matcher.quoteReplacement(match.group()));
        return ChainLink.sha256(normalised);
    }
}

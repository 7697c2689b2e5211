package io.colonnade.security.audit;

import java.util.regex.Pattern;

/**
 * A statement's fingerprint for audit records: tells equal statements without telling their text. Blanks between words
 * do not count; everything else does. Nobody can find two statements of different meaning with the same fingerprint.
 */
public final class SqlFingerprint {
    /** A quoted text or name as a whole, or a run of blanks. */
    private static final Pattern QUOTED_OR_BLANKS = Pattern.compile("('[^']*'|\"[^\"]*\")|\\s+");

    /** Comments end with a line, and quotes in them or behind a backslash or a dollar are none: there every blank counts. */
    private static final Pattern BLANKS_COUNT = Pattern.compile("--|/\\*|\\\\|\\$\\w*\\$");

    private SqlFingerprint() {}

    /** Returns the SHA-256 of the normalised text in hexadecimal digits. */
    public static String of(String sql) {
        return ChainLink.sha256(BLANKS_COUNT.matcher(sql).find() ? sql : normalised(sql));
    }

    private static String normalised(String sql) {
        return QUOTED_OR_BLANKS
                .matcher(sql.strip())
                .replaceAll(match ->
                        match.group(1) == null ? " " : java.util.regex.Matcher.quoteReplacement(match.group()));
    }
}

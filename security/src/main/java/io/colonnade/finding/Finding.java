package io.colonnade.finding;

import java.util.Locale;

/**
 * One thing that an examination of a deployment found. For the operator's eyes: it may name tables, roles and columns, and
 * holds neither data nor secrets. Immutable.
 *
 * @param severity how much it matters
 * @param check the name of the check, which stays the same from release to release
 * @param subject what was examined, such as {@code source shop}
 * @param what what was found
 * @param why why it matters; empty where nothing is wrong
 * @param remedy what to do, such as the SQL to run; empty where nothing need be done
 */
public record Finding(Severity severity, String check, String subject, String what, String why, String remedy) {
    /** Returns the finding without its severity, in one line. */
    public String text() {
        StringBuilder text = new StringBuilder(subject + ": " + what);
        if (!why.isEmpty()) {
            text.append("; ").append(why);
        }
        if (!remedy.isEmpty()) {
            text.append("; ").append(remedy);
        }
        return text.append(" [").append(check).append(']').toString();
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + " " + text();
    }
}

package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folders of a partition, {@code name=value/}, as Hive, Spark and DuckDB read them. */
final class PartitionFolder {
    /** Hive's word for NULL. */
    private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

    private static final int LONGEST = 200;

    private PartitionFolder() {}

    static String of(Map<String, @Nullable String> values) {
        StringBuilder folders = new StringBuilder();
        values.forEach((name, value) -> folders.append(folder(name, value)).append('/'));
        return folders.toString();
    }

    private static String folder(String name, @Nullable String value) {
        String folder = escaped(name) + "=" + (value == null ? NOTHING : text(value));
        if (folder.length() > LONGEST) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "Cannot partition the export: a value of '" + name + "' is too long for the name of a folder");
        }
        return folder;
    }

    private static String text(String value) {
        return value.equals(NOTHING) ? "%5F" + NOTHING.substring(1) : escaped(value);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                escaped.append((char) each);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(byte each) {
        return each >= 'a' && each <= 'z'
                || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9'
                || "-_.+@ ".indexOf(each) >= 0 && each > 0;
    }
}

package io.colonnade.local;

import java.util.List;

/** Sizes as DuckDB prints them: a number with one digit after the point, and a binary unit. */
final class ByteSize {
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB");

    private ByteSize() {}

    /** Returns whether a size is what DuckDB shows, up to the rounding of its last digit. */
    static boolean isShownAs(long bytes, String shown) {
        String[] parts = shown.split(" ", -1);
        int unit = parts.length == 2 ? UNITS.indexOf(parts[1].equals("byte") ? "bytes" : parts[1]) : -1;
        if (unit < 0) {
            return false;
        }
        double size = bytes / Math.pow(1024, unit);
        return Math.abs(size - Double.parseDouble(parts[0])) <= 0.1;
    }
}

package io.colonnade.yaml;

/**
 * A place in a file, or in whatever else a value may come from.
 *
 * @param file the file as the user named it
 * @param line counted from 1; 0 for what has no lines, such as an option of the command line
 */
public record Location(String file, int line) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}

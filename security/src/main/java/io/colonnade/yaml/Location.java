package io.colonnade.yaml;

/**
 * A place in a file.
 *
 * @param file the file as the user named it
 * @param line counted from 1
 */
public record Location(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}

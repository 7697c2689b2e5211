package io.colonnade.error;

/**
 * A place in a text that somebody wrote.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 code units
 */
public record TextPosition(int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}

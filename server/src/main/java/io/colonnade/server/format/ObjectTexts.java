package io.colonnade.server.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** The values of a vector of a kind that Colonnade's own results do not have, such as lists of other servers. */
final class ObjectTexts implements TextValues {
    private final FieldVector vector;
    private byte[] text = {};

    ObjectTexts(FieldVector vector) {
        this.vector = vector;
    }

    @Override
    public void at(int row) {
        text = String.valueOf(vector.getObject(row)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int length() {
        return text.length;
    }

    @Override
    public byte get(int index) {
        return text[index];
    }

    @Override
    public void copy(int from, int count, ByteSink out) throws IOException {
        out.put(text, from, count);
    }

    @Override
    public byte[] piece(int from, int count) {
        return Arrays.copyOfRange(text, from, from + count);
    }
}

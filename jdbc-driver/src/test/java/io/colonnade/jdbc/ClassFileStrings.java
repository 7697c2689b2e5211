package io.colonnade.jdbc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The string constants of a class file (JVMS, 4.4). */
final class ClassFileStrings {
    private ClassFileStrings() {}

    static List<String> of(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(classFile);
        in.readLong();
        Map<Integer, String> texts = new HashMap<>();
        List<Integer> strings = new ArrayList<>();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 8 -> strings.add(in.readUnsignedShort());
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> in.readNBytes(3);
                default -> in.readInt();
            }
        }
        return strings.stream().map(texts::get).toList();
    }
}

package io.colonnade.it.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A manifest of the tests' own: the names of files, and the digest of what is in each. */
record FileList(List<File> files) {
    /** A file. */
    record File(String name, String digest) {
        static File of(String name, byte[] content) {
            return new File(name, FileList.digest(content));
        }
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static FileList read(byte[] bytes) {
        return new FileList(new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .map(words -> new File(words[0], words[1]))
                .toList());
    }

    byte[] bytes() {
        return files.stream()
                .map(file -> file.name() + " " + file.digest())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    Set<String> names() {
        return files.stream().map(File::name).collect(Collectors.toSet());
    }
}

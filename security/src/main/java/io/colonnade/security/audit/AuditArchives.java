package io.colonnade.security.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that an audit file was before it was rotated: {@code audit.jsonl} becomes {@code
 * audit-20260301T120000Z-1234.jsonl}, with the number of its last record, and stays beside it.
 */
final class AuditArchives {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final String stem;
    private final String extension;
    private final Pattern name;

    AuditArchives(Path file) {
        this.file = file;
        String whole = file.getFileName().toString();
        int dot = whole.lastIndexOf('.');
        this.stem = dot > 0 ? whole.substring(0, dot) : whole;
        this.extension = dot > 0 ? whole.substring(dot) : "";
        this.name = Pattern.compile(Pattern.quote(stem) + "-\\d{8}T\\d{6}Z-(\\d{1,18})" + Pattern.quote(extension));
    }

    /** Returns the name that the file gets when it is rotated. */
    Path next(Instant now, long lastRecord) {
        return file.resolveSibling(stem + "-" + TIME.format(now) + "-" + lastRecord + extension);
    }

    /** Returns the archives, the oldest first. */
    List<Path> all() throws IOException {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = new ArrayList<>(files.filter(path -> lastRecord(path) > 0)
                    .map(path -> file.resolveSibling(path.getFileName()))
                    .toList());
            found.sort(Comparator.comparingLong(this::lastRecord));
            return found;
        }
    }

    /** Returns the last line of the newest archive. */
    Optional<String> lastLine() throws IOException {
        List<Path> all = all();
        return all.isEmpty()
                ? Optional.empty()
                : FileTail.of(all.get(all.size() - 1)).lastLine();
    }

    private long lastRecord(Path path) {
        Matcher matcher = name.matcher(path.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}

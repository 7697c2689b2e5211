package io.colonnade.it.policy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** The formats in which doors write a whole answer, and how each is read back. */
enum WrittenFormat {
    ARROW("application/vnd.apache.arrow.stream"),
    ARROW_FILE("application/vnd.apache.arrow.file"),
    PARQUET("application/vnd.apache.parquet"),
    CSV("text/csv"),
    JSON("application/json"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    WrittenFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Returns who asks a door for this format: all by the first one, and of each other what is written of the same rows. */
    Set<Person> askers() {
        return this == ARROW ? EnumSet.allOf(Person.class) : PolicyDoor.FEW;
    }

    /** Returns the rows of an answer, of columns whose kinds only Arrow tells. */
    Answer.Rows rows(byte[] body) throws Exception {
        return switch (this) {
            case ARROW -> arrow(body);
            case ARROW_FILE -> arrowFile(body);
            case PARQUET -> new Answer.Rows(List.of(), ParquetRows.of(body));
            case CSV -> new Answer.Rows(List.of(), csv(new String(body, StandardCharsets.UTF_8)));
            case JSON, NDJSON -> new Answer.Rows(List.of(), JsonRows.of(body));
        };
    }

    private static Answer.Rows arrow(byte[] body) throws Exception {
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), allocator)) {
            return ArrowAnswers.of(reader);
        }
    }

    private static Answer.Rows arrowFile(byte[] body) throws Exception {
        try (RootAllocator allocator = new RootAllocator();
                ArrowFileReader reader =
                        new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(body), allocator)) {
            return ArrowAnswers.of(reader);
        }
    }

    /** RFC 4180, where nothing is NULL and two quotes are the empty text. */
    private static List<List<@Nullable String>> csv(String body) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> row = new ArrayList<>();
        int at = 0;
        while (at < body.length()) {
            int end = body.charAt(at) == '"' ? closingQuote(body, at) + 1 : endOfCell(body, at);
            row.add(cell(body.substring(at, end)));
            if (body.charAt(end) == ',') {
                at = end + 1;
            } else {
                rows.add(row);
                row = new ArrayList<>();
                at = end + 2;
            }
        }
        return rows.subList(1, rows.size());
    }

    private static int endOfCell(String body, int from) {
        int at = from;
        while (body.charAt(at) != ',' && body.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int closingQuote(String body, int opening) {
        int at = opening + 1;
        while (body.charAt(at) != '"' || body.charAt(at + 1) == '"') {
            at += body.charAt(at) == '"' ? 2 : 1;
        }
        return at;
    }

    private static @Nullable String cell(String written) {
        if (written.isEmpty()) {
            return null;
        }
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
    }
}

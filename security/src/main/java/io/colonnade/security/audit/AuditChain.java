package io.colonnade.security.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the hash chain of an audit from its first to its last line, over as many files as it was rotated into. Used by the
 * command line and by tests; one object a check, not thread-safe.
 *
 * <p>The chain shows every change, removal, insertion and exchange but at its end: whoever may write to the file can cut
 * off its last records, or write all that follow some record anew. A hash that was noted elsewhere shows that too.
 */
public final class AuditChain {
    /**
     * What a check found.
     *
     * @param first the number of the first record; above 1 if the files before were not given
     * @param records how many records are in order
     * @param lastHash the hash of the last of them
     * @param torn whether a piece of a line stands at the very end, as a crash while writing leaves it
     * @param fault what is wrong behind them, if anything is
     */
    public record Verification(long first, long records, String lastHash, boolean torn, Optional<Fault> fault) {
        /** Returns whether every record is in order. */
        public boolean isWhole() {
            return fault.isEmpty();
        }
    }

    /**
     * The first thing that is wrong.
     *
     * @param file in which file
     * @param line in which of its lines, from 1; 0 for the whole of it
     * @param what what is wrong
     */
    public record Fault(Path file, long line, String what) {
        @Override
        public String toString() {
            return file + (line > 0 ? ", line " + line : "") + ": " + what;
        }
    }

    private final AuditJson json = new AuditJson();
    private final @Nullable String head;
    private @Nullable ChainLink expected;
    private long first;
    private long records;
    private boolean torn;
    private boolean headSeen;

    private AuditChain(@Nullable String head) {
        this.head = head;
    }

    /** Returns the files of an audit: those that it was rotated into, the oldest first, and the one that is written. */
    public static List<Path> filesOf(Path audit) throws IOException {
        List<Path> files = new ArrayList<>(new AuditArchives(audit).all());
        if (files.isEmpty() || Files.exists(audit)) {
            files.add(audit);
        }
        return files;
    }

    /** Reads one file and follows its chain. */
    public static Verification verify(Path file) throws IOException {
        return verify(List.of(file), null);
    }

    /**
     * Reads files and follows their chain from each to the next.
     *
     * @param files in the order of their records
     * @param head a hash that must be the hash of one of the records; null for none
     */
    public static Verification verify(List<Path> files, @Nullable String head) throws IOException {
        AuditChain chain = new AuditChain(head);
        for (Path file : files) {
            Optional<Fault> fault = chain.follow(file);
            if (fault.isPresent()) {
                return chain.verification(fault);
            }
        }
        return chain.verification(chain.headFault(files));
    }

    private Optional<Fault> follow(Path file) throws IOException {
        if (torn) {
            return Optional.of(new Fault(file, 1, "the file before it ends in a piece of a line"));
        }
        try (AuditLines lines = AuditLines.of(file)) {
            long number = 1;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<String> fault = fault(line.get());
                if (fault.isPresent()) {
                    return Optional.of(new Fault(file, number, fault.get()));
                }
                number++;
            }
            torn = lines.isTorn();
            return Optional.empty();
        }
    }

    private Optional<String> fault(byte[] line) {
        ChainLink found = json.linkOf(new String(line, StandardCharsets.UTF_8)).orElse(null);
        if (found == null) {
            return Optional.of("it is no audit record");
        }
        ChainLink place = expected == null ? beginning(found) : expected;
        if (!found.equals(place)) {
            return Optional.of(mismatch(place, found));
        }
        accept(place, line);
        return Optional.empty();
    }

    /** The files may begin in the middle of the chain, but at its start they begin as a chain does. */
    private static ChainLink beginning(ChainLink found) {
        return found.sequence() == 1 ? ChainLink.FIRST : found;
    }

    private void accept(ChainLink place, byte[] line) {
        if (records == 0) {
            first = place.sequence();
        }
        records++;
        expected = place.after(line);
        headSeen |= expected.previousHash().equals(head);
    }

    private static String mismatch(ChainLink place, ChainLink found) {
        if (found.sequence() > place.sequence()) {
            return "it is record " + found.sequence() + ", and those from " + place.sequence()
                    + " on that belong before it are missing";
        }
        if (found.sequence() < place.sequence()) {
            return "it is record " + found.sequence() + " in the place of record " + place.sequence()
                    + ": put in, or out of its order";
        }
        return place.sequence() == 1
                ? "it is no beginning of a chain"
                : "the record before it, " + (place.sequence() - 1) + ", is not the one that it was written after:"
                        + " one of the two was changed";
    }

    private Optional<Fault> headFault(List<Path> files) {
        if (head == null || headSeen) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                files.get(files.size() - 1),
                0,
                "no record has the hash that was noted, " + head
                        + ": records at the end were cut off, or the chain was written anew"));
    }

    private Verification verification(Optional<Fault> fault) {
        String hash = expected == null ? ChainLink.FIRST.previousHash() : expected.previousHash();
        return new Verification(first, records, hash, torn, fault);
    }
}

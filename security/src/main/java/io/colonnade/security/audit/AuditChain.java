package io.colonnade.security.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks the hash chain of an audit file. Used by the command line and by tests; stateless. */
public final class AuditChain {
    /**
     * What a check found.
     *
     * @param records how many lines from the first on are in order
     * @param fault what is wrong with the line after them, if anything is
     */
    public record Verification(long records, Optional<String> fault) {
        /** Returns whether every line is in order. */
        public boolean isWhole() {
            return fault.isEmpty();
        }
    }

    private AuditChain() {}

    /**
     * Reads the whole file and follows its chain. The chain cannot show that lines at the very end are missing: compare
     * the number of records with what is known from elsewhere.
     */
    public static Verification verify(Path path) throws IOException {
        AuditJson json = new AuditJson();
        ChainLink expected = ChainLink.FIRST;
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<String> fault = fault(json, line, expected);
                if (fault.isPresent()) {
                    return new Verification(expected.sequence() - 1, fault);
                }
                expected = expected.after(line);
            }
        }
        return new Verification(expected.sequence() - 1, Optional.empty());
    }

    private static Optional<String> fault(AuditJson json, String line, ChainLink expected) {
        String where = "line " + expected.sequence() + ": ";
        try {
            ChainLink found = json.linkOf(line);
            if (found.sequence() != expected.sequence()) {
                return Optional.of(where + "it is not number " + expected.sequence() + " of the chain");
            }
            return found.previousHash().equals(expected.previousHash())
                    ? Optional.empty()
                    : Optional.of(where + "the line before it is not the one that it was written after");
        } catch (IOException e) {
            return Optional.of(where + "it is no audit record");
        }
    }
}

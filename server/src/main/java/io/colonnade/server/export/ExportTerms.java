package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.GovernedBatch;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one export by the rules of all projections that it reads: the strictest of each. Immutable.
 *
 * @param encryption who must encrypt at least
 * @param retentionDays how long the files are kept; null if nobody says so
 * @param approvers the roles of each of which somebody must approve
 * @param mostRows how many rows it may have; null if nobody says so
 * @param mostBytes how many bytes its files may have; null if nobody says so
 */
record ExportTerms(
        FileEncryption encryption,
        @Nullable Integer retentionDays,
        Set<String> approvers,
        @Nullable Long mostRows,
        @Nullable Long mostBytes) {
    /**
     * Asks the rules.
     *
     * @param batches what is read
     * @throws ColonnadeException PERMISSION_DENIED if one of the projections does not let this caller export to this place; a projection that
     *     says nothing of exports lets nobody
     */
    static ExportTerms of(
            Collection<GovernedBatch> batches, Principal principal, ExportPath target, Destinations destinations) {
        Map<String, @Nullable ExportRule> rules = new LinkedHashMap<>();
        batches.forEach(batch -> rules.put(batch.projection(), batch.export()));
        rules.forEach((projection, rule) -> check(projection, rule, principal, target, destinations));
        List<ExportRule> all = rules.values().stream()
                .filter(Objects::nonNull)
                .map(rule -> (ExportRule) rule)
                .toList();
        return new ExportTerms(
                encryption(all),
                retention(all),
                approvers(all),
                least(all, ExportRule::rows),
                least(all, ExportRule::bytes));
    }

    /**
     * Returns the terms with what the options ask for beyond them.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if the options ask for less
     */
    ExportTerms checked(CopyOptions options) {
        FileEncryption asked = options.encryption();
        if (asked != null && asked.compareTo(encryption) < 0) {
            throw ColonnadeException.of(
                    ErrorKind.PERMISSION_DENIED,
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Cannot export with this encryption: the projection asks for "
                            + encryption.name().toLowerCase(Locale.ROOT));
        }
        if (encryption == FileEncryption.PARQUET && !options.partitionBy().isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.PERMISSION_DENIED,
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Cannot partition the export: the projection has its files encrypted so that their store sees no value,"
                            + " and the names of folders would show some; leave PARTITION_BY out");
        }
        if (retentionDays != null && options.mode() == Mode.APPEND) {
            throw ColonnadeException.of(
                    ErrorKind.PERMISSION_DENIED,
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Cannot append to a folder: the projection has its files deleted after " + retentionDays
                            + " days, and those of a folder are deleted together; name a folder of its own");
        }
        return new ExportTerms(asked == null ? encryption : asked, retentionDays, approvers, mostRows, mostBytes);
    }

    /** Returns the same terms with somebody else to encrypt. */
    ExportTerms encryptedBy(FileEncryption other) {
        return new ExportTerms(other, retentionDays, approvers, mostRows, mostBytes);
    }

    private static void check(
            String projection,
            @Nullable ExportRule rule,
            Principal principal,
            ExportPath target,
            Destinations destinations) {
        if (rule == null) {
            throw refusal(projection, "it says nothing of exports, so that there are none");
        }
        if (!rule.allow().isEmpty() && Collections.disjoint(rule.allow(), principal.roles())) {
            throw refusal(projection, "your roles are not among those that may");
        }
        if (rule.destinations().stream().noneMatch(folder -> isInside(target, destinations.named(folder)))) {
            throw refusal(
                    projection,
                    rule.destinations().isEmpty()
                            ? "it allows no destination"
                            : "it allows " + String.join(" and ", rule.destinations()) + " only");
        }
    }

    private static boolean isInside(ExportPath target, Optional<ExportPath> folder) {
        return folder.flatMap(target::below).isPresent();
    }

    private static ColonnadeException refusal(String projection, String why) {
        return ColonnadeException.of(
                ErrorKind.PERMISSION_DENIED,
                SqlState.INSUFFICIENT_PRIVILEGE,
                "Cannot export rows of the projection '" + projection + "' to this destination: " + why);
    }

    private static FileEncryption encryption(List<ExportRule> rules) {
        FileEncryption least = FileEncryption.NONE;
        for (ExportRule rule : rules) {
            FileEncryption wanted = rule.encryption() == null ? FileEncryption.NONE : demand(rule.encryption());
            least = wanted.compareTo(least) > 0 ? wanted : least;
        }
        return least;
    }

    private static FileEncryption demand(ExportRule.Encryption wanted) {
        return switch (wanted) {
            case NONE -> FileEncryption.NONE;
            case REQUIRED, SERVER -> FileEncryption.SERVER;
            case PARQUET -> FileEncryption.PARQUET;
        };
    }

    /** Throws if an export has more rows than it may have. */
    void checkRows(long rows) {
        if (mostRows != null && rows > mostRows) {
            throw tooMuch("more than " + mostRows + " rows");
        }
    }

    /** Throws if an export has more bytes than it may have. */
    void checkBytes(long bytes) {
        if (mostBytes != null && bytes > mostBytes) {
            throw tooMuch("more than " + (mostBytes >> 20) + " MiB");
        }
    }

    private static ColonnadeException tooMuch(String what) {
        return ColonnadeException.of(
                ErrorKind.PERMISSION_DENIED,
                SqlState.PROGRAM_LIMIT_EXCEEDED,
                "Cannot export " + what
                        + " at a time: the projection allows no more; nothing has been published. Ask for fewer");
    }

    private static @Nullable Long least(List<ExportRule> rules, Function<ExportRule, @Nullable Long> limit) {
        return rules.stream()
                .map(limit)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }

    private static @Nullable Integer retention(List<ExportRule> rules) {
        return rules.stream()
                .map(ExportRule::retentionDays)
                .filter(Objects::nonNull)
                .min(Integer::compare)
                .orElse(null);
    }

    private static Set<String> approvers(List<ExportRule> rules) {
        return rules.stream()
                .map(ExportRule::approval)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}

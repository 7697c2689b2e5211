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
    private static final String WRONG_ROLES = "your roles are not among those that may";

    /**
     * Asks the rules.
     *
     * @param batches what is read
     * @throws ColonnadeException PERMISSION_DENIED if one of the projections does not let this caller export to this place; a projection that
     *     says nothing of exports lets nobody
     */
    static ExportTerms of(
            Collection<GovernedBatch> batches, Principal principal, ExportPath target, Destinations destinations) {
        Map<String, @Nullable ExportRule> rules = rules(batches);
        rules.forEach((projection, rule) -> check(projection, rule, principal, target, destinations));
        return strictest(rules);
    }

    /**
     * Asks the rules for what a client gets as a file.
     *
     * @param batches what is read
     * @param principal who asks; empty is an anonymous caller
     * @throws ColonnadeException PERMISSION_DENIED if one of the projections has rules, and they do not let this caller download, or
     *     demand what nobody can do for a file that is the client's
     */
    static ExportTerms ofDownload(Collection<GovernedBatch> batches, Optional<Principal> principal) {
        Map<String, @Nullable ExportRule> rules = rules(batches);
        rules.forEach((projection, rule) -> refusalToDownload(rule, principal).ifPresent(why -> {
            throw refusal("download rows of the projection '" + projection + "' as a file", why);
        }));
        return strictest(rules);
    }

    private static Optional<String> refusalToDownload(@Nullable ExportRule rule, Optional<Principal> principal) {
        if (rule == null) {
            return Optional.empty();
        }
        if (!rule.destinations().contains(ExportRule.DOWNLOAD)) {
            return Optional.of("its export rules do not name '" + ExportRule.DOWNLOAD
                    + "'; ask for JSON or an Arrow stream, or send a COPY");
        }
        if (!mayExport(rule, principal)) {
            return Optional.of(WRONG_ROLES);
        }
        if (demand(rule.encryption()) != FileEncryption.NONE) {
            return Optional.of("its files have to be encrypted, and an answer is not one that is; send a COPY");
        }
        if (rule.approval() != null) {
            return Optional.of("somebody has to approve each export; send a COPY");
        }
        return rule.retentionDays() == null
                ? Optional.empty()
                : Optional.of("its files are deleted after " + rule.retentionDays()
                        + " days, and yours could not be; send a COPY");
    }

    private static boolean mayExport(ExportRule rule, Optional<Principal> principal) {
        return rule.allow().isEmpty()
                || principal.filter(known -> known.hasAnyRole(rule.allow())).isPresent();
    }

    private static Map<String, @Nullable ExportRule> rules(Collection<GovernedBatch> batches) {
        Map<String, @Nullable ExportRule> rules = new LinkedHashMap<>();
        batches.forEach(batch -> rules.put(batch.projection(), batch.export()));
        return rules;
    }

    private static ExportTerms strictest(Map<String, @Nullable ExportRule> rules) {
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
            throw elsewhere(projection, "it says nothing of exports, so that there are none");
        }
        if (!mayExport(rule, Optional.of(principal))) {
            throw elsewhere(projection, WRONG_ROLES);
        }
        if (rule.destinations().stream().noneMatch(folder -> isInside(target, destinations.named(folder)))) {
            throw elsewhere(
                    projection,
                    rule.destinations().isEmpty()
                            ? "it allows no destination"
                            : "it allows " + String.join(" and ", rule.destinations()) + " only");
        }
    }

    private static boolean isInside(ExportPath target, Optional<ExportPath> folder) {
        return folder.flatMap(target::below).isPresent();
    }

    private static ColonnadeException elsewhere(String projection, String why) {
        return refusal("export rows of the projection '" + projection + "' to this destination", why);
    }

    private static ColonnadeException refusal(String what, String why) {
        return ColonnadeException.of(
                ErrorKind.PERMISSION_DENIED, SqlState.INSUFFICIENT_PRIVILEGE, "Cannot " + what + ": " + why);
    }

    private static FileEncryption encryption(List<ExportRule> rules) {
        FileEncryption least = FileEncryption.NONE;
        for (ExportRule rule : rules) {
            FileEncryption wanted = demand(rule.encryption());
            least = wanted.compareTo(least) > 0 ? wanted : least;
        }
        return least;
    }

    private static FileEncryption demand(ExportRule.@Nullable Encryption wanted) {
        if (wanted == null) {
            return FileEncryption.NONE;
        }
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
                        + " at a time: the projection allows no more; nothing whole has left. Ask for fewer");
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

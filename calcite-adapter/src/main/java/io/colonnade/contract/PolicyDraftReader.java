package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.FilterDraft;
import io.colonnade.contract.ProjectionDraft.MaskDraft;
import io.colonnade.error.ColonnadeException;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the row filters and masks of a projection file. */
final class PolicyDraftReader {
    private final Problems problems;

    PolicyDraftReader(Problems problems) {
        this.problems = problems;
    }

    List<FilterDraft> filters(YamlObject yaml) {
        List<FilterDraft> result = new ArrayList<>();
        for (YamlObject entry : yaml.objects("row_filters")) {
            String batch = entry.requiredString("batch");
            String predicate = entry.requiredString("filter");
            result.add(new FilterDraft(
                    entry.location("filter"), new RowFilter(batch, predicate.strip(), roles(entry, "unless"))));
            entry.finish();
        }
        return List.copyOf(result);
    }

    List<MaskDraft> masks(YamlObject yaml) {
        List<MaskDraft> result = new ArrayList<>();
        for (YamlObject entry : yaml.objects("masks")) {
            mask(entry).ifPresent(result::add);
            entry.finish();
        }
        return List.copyOf(result);
    }

    Set<String> roles(YamlObject yaml, String key) {
        Set<String> roles = new LinkedHashSet<>();
        for (String role : yaml.strings(key)) {
            if (role.isBlank()) {
                problems.add(yaml.location(key), "Invalid " + key + ": a role has a name");
            } else {
                roles.add(role);
            }
        }
        return roles;
    }

    private Optional<MaskDraft> mask(YamlObject entry) {
        String column = entry.requiredString("column");
        ColumnMask mask = maskKind(entry);
        Set<String> unless = roles(entry, "unless");
        String[] parts = column.split("\\.", -1);
        if (parts.length != 2) {
            if (!column.isEmpty()) {
                problems.add(entry.location("column"), "Invalid column: '" + column + "' (batch.column)");
            }
            return Optional.empty();
        }
        return Optional.of(new MaskDraft(entry.location("column"), parts[0], parts[1], mask, unless));
    }

    private @Nullable ColumnMask maskKind(YamlObject entry) {
        // The mask 'null' is YAML's word for nothing, so an absent mask and this one differ by their text only.
        String text = entry.plainText("mask").orElse("");
        if (text.isEmpty()) {
            problems.add(entry.location(), "Missing key 'mask' (one of " + MaskSyntax.KINDS + ")");
            return null;
        }
        try {
            return MaskSyntax.parse(text);
        } catch (ColonnadeException e) {
            problems.add(entry.location("mask"), e.getMessage());
            return null;
        }
    }
}

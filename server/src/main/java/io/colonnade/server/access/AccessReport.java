package io.colonnade.server.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.security.authentication.Identification;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.ExportRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code whoami} answers, as JSON: the caller as the server takes them, and what they may see, from the decision that
 * governs their rows. It holds nothing of projections that the caller may not know of, no text of a filter, and no claim but
 * the caller's own. Every door hands out the same. Stateless.
 */
public final class AccessReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AccessReport() {}

    /**
     * Writes the report.
     *
     * @param caller who asks, and how that is known; null is an anonymous caller
     * @param visible what they may see, as the query façade says
     */
    public static String of(@Nullable Identification caller, List<VisibleProjection> visible) {
        ObjectNode report = JSON.createObjectNode();
        report.put("anonymous", caller == null);
        if (caller != null) {
            describe(report, caller);
        }
        @Nullable Principal principal = caller == null ? null : caller.principal();
        ArrayNode projections = report.putArray("projections");
        visible.forEach(projection -> describe(projections.addObject(), projection, principal));
        return report.toString();
    }

    private static void describe(ObjectNode report, Identification caller) {
        Principal principal = caller.principal();
        report.put("subject", principal.subject());
        if (!principal.authority().equals(Principal.HERE)) {
            report.put("issuer", principal.authority());
        }
        report.put("authenticated_by", caller.means().name().toLowerCase(Locale.ROOT));
        caller.expires().ifPresent(end -> report.put("expires", end.toString()));
        principal.roles().stream().sorted().forEach(report.putArray("roles")::add);
        report.set("claims", JSON.valueToTree(new TreeMap<>(principal.claims())));
    }

    private static void describe(ObjectNode node, VisibleProjection visible, @Nullable Principal principal) {
        Projection projection = visible.projection();
        node.put("name", projection.name());
        node.put("version", projection.version().toString());
        node.put("stability", projection.stability().name().toLowerCase(Locale.ROOT));
        Set<String> claims = principal == null ? Set.of() : principal.claims().keySet();
        ArrayNode batches = node.putArray("batches");
        visible.batches().forEach(batch -> describe(batches.addObject(), batch, claims));
        ExportRule export = projection.export();
        if (export != null && mayExport(export, principal)) {
            describe(node.putObject("export"), export);
        }
    }

    private static boolean mayExport(ExportRule export, @Nullable Principal principal) {
        return export.allow().isEmpty() || (principal != null && principal.hasAnyRole(export.allow()));
    }

    private static void describe(ObjectNode node, VisibleBatch visible, Set<String> claims) {
        node.put("name", visible.batch().name());
        ArrayNode columns = node.putArray("columns");
        for (Column column : visible.batch().columns()) {
            ObjectNode described = columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().toString());
            ColumnMask mask = visible.masks().get(column.name());
            if (mask != null) {
                described.put("mask", mask.word());
            }
        }
        node.put("row_filters", visible.filters());
        ArrayNode needed = node.putArray("needs_claims");
        ArrayNode lacking = node.putArray("lacks_claims");
        for (String claim : visible.claims()) {
            needed.add(claim);
            if (!claims.contains(claim)) {
                lacking.add(claim);
            }
        }
    }

    private static void describe(ObjectNode node, ExportRule export) {
        export.destinations().forEach(node.putArray("destinations")::add);
        if (export.encryption() != null) {
            node.put("encryption", export.encryption().word());
        }
        if (export.retentionDays() != null) {
            node.put("retention_days", export.retentionDays());
        }
        if (export.approval() != null) {
            node.put("approval", export.approval());
        }
    }
}

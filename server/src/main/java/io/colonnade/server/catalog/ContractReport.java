package io.colonnade.server.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.contract.Column;
import io.colonnade.contract.OrderItem;
import io.colonnade.contract.Projection;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.server.selection.BatchRelation;
import io.colonnade.server.selection.BatchRelations;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Contracts as JSON, as one caller sees them, from the decision that governs their rows: what the catalogue routes answer. It holds
 * nothing of where rows come from, and no filter. Stateless.
 */
public final class ContractReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractReport() {}

    /** Returns all projections, without their batches. */
    public static ObjectNode of(List<VisibleProjection> catalog) {
        ObjectNode report = JSON.createObjectNode();
        ArrayNode projections = report.putArray("projections");
        catalog.forEach(visible -> describe(projections.addObject(), visible));
        return report;
    }

    /** Returns a projection with its batches. */
    public static ObjectNode of(VisibleProjection visible) {
        ObjectNode report = JSON.createObjectNode();
        describe(report, visible);
        ArrayNode batches = report.putArray("batches");
        visible.batches().forEach(batch -> describe(batches.addObject(), visible, batch));
        return report;
    }

    /** Returns a batch of a projection. */
    public static ObjectNode of(VisibleProjection visible, VisibleBatch batch) {
        ObjectNode report = JSON.createObjectNode();
        report.put("projection", visible.projection().name());
        report.put("version", visible.projection().version().toString());
        describe(report, visible, batch);
        return report;
    }

    private static void describe(ObjectNode node, VisibleProjection visible) {
        Projection projection = visible.projection();
        node.put("name", projection.name());
        node.put("version", projection.version().toString());
        node.put("stability", projection.stability().name().toLowerCase(Locale.ROOT));
        putText(node, "description", projection.description());
        if (projection.deprecation() != null) {
            ObjectNode deprecation = node.putObject("deprecation");
            if (visible.replacement() != null) {
                deprecation.put("replacement", visible.replacement());
            }
            deprecation.put("sunset", projection.deprecation().sunset().toString());
        }
        node.put("href", "/v1/" + projection.name());
    }

    private static void describe(ObjectNode node, VisibleProjection visible, VisibleBatch batch) {
        node.put("name", batch.batch().name());
        putText(node, "description", batch.batch().description());
        batch.batch().key().forEach(node.putArray("key")::add);
        ArrayNode order = node.putArray("order_by");
        batch.batch().order().forEach(item -> order.add(text(item)));
        ArrayNode columns = node.putArray("columns");
        batch.batch()
                .columns()
                .forEach(column ->
                        describe(columns.addObject(), column, batch.masks().get(column.name())));
        ArrayNode relations = node.putArray("relations");
        BatchRelations.of(visible, batch).forEach(relation -> describe(relations.addObject(), relation));
        node.put(
                "href",
                "/v1/" + visible.projection().name() + "/" + batch.batch().name());
    }

    /** As the {@code order} of a bulk read has it. */
    private static String text(OrderItem item) {
        return item.descending() ? item.column() + ".desc" : item.column();
    }

    private static void describe(ObjectNode node, Column column, @Nullable ColumnMask mask) {
        node.put("name", column.name());
        node.put("type", column.type().toString());
        node.put("nullable", column.nullable());
        putText(node, "description", column.description());
        // What a mask shows is none of them.
        if (mask == null && !column.values().isEmpty()) {
            column.values().forEach(node.putArray("values")::add);
        }
        column.reference().ifPresent(reference -> node.put("references", reference.batch() + "." + reference.column()));
        if (mask != null) {
            node.put("mask", mask.word());
        }
    }

    private static void describe(ObjectNode node, BatchRelation relation) {
        node.put("name", relation.name());
        node.put("batch", relation.batch());
        node.put("many", relation.many());
        ArrayNode pairs = node.putArray("columns");
        relation.columns()
                .forEach(pair -> pairs.addObject().put("here", pair.above()).put("there", pair.here()));
    }

    private static void putText(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }
}

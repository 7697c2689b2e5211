package io.colonnade.query.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.resolve.BatchTable;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last check before planning, on trees that lost part of their policy. */
final class PolicyCheckTest {
    private static final String SQL = "select id, name from people where id > 3";
    private static final int NAME = 1;

    @Test
    void anUntouchedTreePasses() {
        assertThatCode(() -> check(GovernedRoad.LIMITED, governed(SQL))).doesNotThrowAnyException();
        RelNode open = GovernedRoad.governed(GovernedRoad.OPEN, SQL).tree();
        assertThatCode(() -> check(GovernedRoad.OPEN, open)).doesNotThrowAnyException();
    }

    @Test
    void aPlainScanIsRefused() {
        refused(
                GovernedRoad.LIMITED,
                GovernedRoad.resolved(GovernedRoad.LIMITED, SQL).tree());
    }

    @Test
    void aPlainScanInASubQueryIsRefused() {
        RelNode plain = GovernedRoad.resolved(
                        GovernedRoad.LIMITED, "select id from places where id in (select id from people)")
                .tree();
        RelNode tampered = plain.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(TableScan scan) {
                return scanOf(governed("select id from places"));
            }
        });
        refused(GovernedRoad.LIMITED, tampered);
    }

    @Test
    void aProjectionThatTheViewDeniesIsRefused() {
        Projection shop = GovernedRoad.contracts().projections().get(0);
        ProjectionPolicy admins = new ProjectionPolicy(
                shop.name(),
                new Grant(true, Set.of("admin")),
                shop.policy().filters(),
                shop.policy().masks());
        Projection closed = new Projection(
                shop.name(),
                shop.version(),
                shop.stability(),
                shop.description(),
                shop.source(),
                shop.batches(),
                admins);
        CallerView denied =
                CallerView.of(GovernedRoad.LIMITED, new Contracts(List.of(closed), "closed"), new AccessDecisions());
        refused(denied, governed(SQL));
    }

    @Test
    void aScanWithoutItsFilterIsRefused() {
        refused(GovernedRoad.LIMITED, filtered(scan -> null));
    }

    @Test
    void aScanWithAnotherFilterIsRefused() {
        refused(GovernedRoad.LIMITED, filtered(scan -> rex(scan).makeLiteral(true)));
    }

    @Test
    void aScanWhoseFilterReadsTheCallersOwnParameterIsRefused() {
        refused(
                GovernedRoad.LIMITED,
                filtered(scan -> scan.filter().orElseThrow().accept(new RexShuttle() {
                    @Override
                    public RexNode visitDynamicParam(RexDynamicParam parameter) {
                        return rex(scan).makeDynamicParam(parameter.getType(), parameter.getIndex() + 1);
                    }
                })));
    }

    @Test
    void aScanWithoutItsMaskIsRefused() {
        refused(
                GovernedRoad.LIMITED,
                shown(scan -> rex(scan)
                        .makeInputRef(scan.sourceRow().getFieldList().get(NAME).getType(), NAME)));
    }

    @Test
    void aScanWithAWeakerMaskIsRefused() {
        refused(GovernedRoad.LIMITED, shown(scan -> {
            RexNode value = rex(scan)
                    .makeInputRef(scan.sourceRow().getFieldList().get(NAME).getType(), NAME);
            return MaskExpressions.of(new ColumnMask.FirstN(100), value, rex(scan));
        }));
    }

    @Test
    void aScanThatShowsAnotherColumnIsRefused() {
        RelNode tampered = replaced(scan -> {
            List<RexNode> outputs = new ArrayList<>(scan.outputs());
            outputs.set(0, rex(scan).makeExactLiteral(BigDecimal.ONE));
            return scan(scan, scan.masks(), outputs, scan.filter().orElse(null));
        });
        refused(GovernedRoad.LIMITED, tampered);
    }

    @Test
    void aScanThatCarriesValuesIsRefused() {
        refused(GovernedRoad.LIMITED, replaced(scan -> scan.carrying(ImmutableBitSet.of(NAME), ImmutableBitSet.of())));
    }

    @Test
    void aScanWhoseMasksOfArrivalAreOthersIsRefused() {
        RelNode tampered = replaced(scan -> scan(
                scan,
                Map.of(NAME, new ColumnMask.FirstN(100)),
                scan.outputs(),
                scan.filter().orElse(null)));
        refused(GovernedRoad.LIMITED, tampered);
    }

    @Test
    void theRulesOfOneCallerDoNotServeAnother() {
        refused(GovernedRoad.OPEN, governed(SQL));
        refused(
                GovernedRoad.LIMITED,
                GovernedRoad.governed(GovernedRoad.OPEN, SQL).tree());
    }

    private static RelNode filtered(Function<GovernedScan, @Nullable RexNode> filter) {
        return replaced(scan -> scan(scan, scan.masks(), scan.outputs(), filter.apply(scan)));
    }

    private static RelNode shown(Function<GovernedScan, RexNode> name) {
        return replaced(scan -> {
            List<RexNode> outputs = new ArrayList<>(scan.outputs());
            outputs.set(NAME, name.apply(scan));
            return scan(scan, scan.masks(), outputs, scan.filter().orElse(null));
        });
    }

    private static GovernedScan scan(
            GovernedScan scan, Map<Integer, ColumnMask> masks, List<RexNode> outputs, @Nullable RexNode filter) {
        BatchTable table = scan.getTable().unwrap(BatchTable.class);
        assertThat(table).isNotNull();
        return new GovernedScan(
                scan.getCluster(),
                scan.getTraitSet(),
                scan.getTable(),
                table,
                scan.sourceRow(),
                masks,
                outputs,
                filter);
    }

    private static RelNode replaced(UnaryOperator<GovernedScan> tampering) {
        return governed(SQL).accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(TableScan scan) {
                return tampering.apply((GovernedScan) scan);
            }
        });
    }

    private static RelNode scanOf(RelNode tree) {
        RelNode node = tree;
        while (!node.getInputs().isEmpty()) {
            node = node.getInput(0);
        }
        return node;
    }

    private static RexBuilder rex(RelNode node) {
        return node.getCluster().getRexBuilder();
    }

    private static RelNode governed(String sql) {
        return GovernedRoad.governed(GovernedRoad.LIMITED, sql).tree();
    }

    private static void refused(Principal principal, RelNode tree) {
        refused(CallerView.of(principal, GovernedRoad.contracts(), new AccessDecisions()), tree);
    }

    private static void refused(CallerView view, RelNode tree) {
        assertThatThrownBy(() -> new PolicyCheck(view, new ScanExpressions(), claim -> 0).check(tree))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage("Cannot plan the query: a scan lost its policy");
    }

    private static void check(Principal principal, RelNode tree) {
        CallerView view = CallerView.of(principal, GovernedRoad.contracts(), new AccessDecisions());
        new PolicyCheck(view, new ScanExpressions(), claim -> 0).check(tree);
    }
}

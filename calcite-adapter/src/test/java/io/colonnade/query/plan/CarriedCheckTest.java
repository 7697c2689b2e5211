package io.colonnade.query.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.plan.ExecutionPlan.Output;
import io.colonnade.query.plan.MaskLineage.Groups;
import io.colonnade.security.policy.ColumnMask;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last look before a statement is written, at trees and outputs of which the first look would have made others. */
final class CarriedCheckTest {
    private static final int ADDRESS = 2;
    private static final int PHONE = 3;
    private static final Output ID = new Output.Shown(0);
    private static final Output CUT = new Output.Masked(1, new ColumnMask.FirstN(3));

    @Test
    void aValueThatLeavesBehindItsMaskPasses() {
        assertThatCode(() -> check("select id, phone from people where id > 3 order by id limit 2", List.of(ID, CUT)))
                .doesNotThrowAnyException();
    }

    @Test
    void aValueThatLeavesWithoutItsMaskIsRefused() {
        refused("select id, phone from people", List.of(ID, new Output.Shown(1)));
    }

    @Test
    void aValueThatLeavesBehindAnotherMaskIsRefused() {
        refused("select id, phone from people", List.of(ID, new Output.Masked(1, new ColumnMask.FirstN(4))));
        refused("select id, phone from people", List.of(ID, new Output.Masked(1, new ColumnMask.Hash())));
    }

    @Test
    void aMaskOnWhatIsNoValueIsRefused() {
        refused("select id, phone from people", List.of(new Output.Masked(0, new ColumnMask.FirstN(3)), CUT));
        refused("select id, city from people", List.of(ID, CUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, phone from people where phone > '2'",
                "select id, phone from people order by phone",
                "select id, phone || 'x' from people",
                "select id, max(phone) from people group by id",
                "select id, phone from people group by id, phone",
                "select distinct id, phone from people",
                "select id, phone from people where phone in (select city from places)",
                "select id, city from places where city in (select phone from people)",
                "select id, phone from people p where exists (select 1 from places q where q.city = p.phone)",
                "select id, city from places q where exists (select 1 from people p where p.phone = q.city)",
                "select id, (select max(phone) from people) from places",
                "select p.id, q.city from people p join places q on p.phone = q.city",
                "select id, phone from people union all select id, city from places",
                "select id, row_number() over (order by phone) from people",
                "select p.id, q.city from people p, lateral (select * from places where city = p.phone) as q"
            })
    void aValueThatIsLookedAtOnItsWayIsRefused(String sql) {
        refused(sql, List.of(ID, CUT));
        refused(sql, List.of(ID, new Output.Shown(1)));
    }

    @Test
    void onlyValuesOfKeyedMasksPassAsGroups() {
        RelNode addresses = carrying("select address, count(*) from people group by address", ADDRESS);
        List<Output> hashed = List.of(new Output.Masked(0, new ColumnMask.Hash()), new Output.Shown(1));
        assertThatCode(() -> CarriedCheck.check(addresses, hashed, Groups.PASS_KEYED))
                .doesNotThrowAnyException();
        refused(addresses, hashed, Groups.LOOKED_AT);
        refused(addresses, List.of(new Output.Shown(0), new Output.Shown(1)), Groups.PASS_KEYED);
        RelNode phones = carrying("select phone, count(*) from people group by phone", PHONE);
        refused(
                phones,
                List.of(new Output.Masked(0, new ColumnMask.FirstN(3)), new Output.Shown(1)),
                Groups.PASS_KEYED);
    }

    private static void check(String sql, List<Output> outputs) {
        CarriedCheck.check(carrying(sql, PHONE), outputs, Groups.LOOKED_AT);
    }

    private static void refused(String sql, List<Output> outputs) {
        refused(carrying(sql, PHONE), outputs, Groups.LOOKED_AT);
    }

    private static void refused(RelNode tree, List<Output> outputs, Groups groups) {
        assertThatThrownBy(() -> CarriedCheck.check(tree, outputs, groups))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage("Cannot plan the query: a column lost its mask");
    }

    private static RelNode carrying(String sql, int column) {
        return Sources.rewriteScans(
                GovernedRoad.governed(GovernedRoad.LIMITED, sql).tree(),
                scan -> scan.batch().name().equals("people")
                        ? scan.carrying(ImmutableBitSet.of(column), ImmutableBitSet.of())
                        : scan);
    }
}

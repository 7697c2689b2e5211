package io.colonnade.query.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.contract.Batch;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.policy.RowFilterCompiler.CompiledFilter;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row filter may say, and what it becomes. */
final class RowFilterCompilerTest {
    private final RowFilterCompiler compiler = new RowFilterCompiler();
    private final Batch people =
            GovernedRoad.contracts().projections().get(0).batch("people").orElseThrow();

    @Test
    void claimsTakeTheTypeOfWhatTheyAreComparedWith() {
        CompiledFilter filter = compile("city = {context.town} and tenant_id = {context.tenant}");
        assertThat(filter.context())
                .containsExactly(
                        new ContextParameter("town", ColumnType.of(TypeName.STRING)),
                        new ContextParameter("tenant", ColumnType.of(TypeName.INT32)));
        assertThat(filter.predicate().parameters()).hasSize(2);
    }

    @Test
    void filterColumnsFollowTheVisibleOnes() {
        CompiledFilter filter = compile("tenant_id = {context.tenant}");
        assertThat(filter.predicate().row().getFieldNames())
                .startsWith("id", "name")
                .endsWith("tenant_id")
                .hasSize(9);
        assertThat(filter.predicate().condition()).hasToString("=($8, ?0)");
    }

    @Test
    void aFilterIsCompiledOnceForABatch() {
        CompiledFilter first = compile("id > 5");
        assertThat(compile("id > 5")).isSameAs(first);
        Batch reloaded =
                GovernedRoad.contracts().projections().get(0).batch("people").orElseThrow();
        assertThat(compiler.compile(reloaded, filter("id > 5"))).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nowhere = 1",
                "tb_people.id = 1",
                "id",
                "id + 1",
                "id = 1) or (1 = 1",
                "id = 1; drop table tb_people",
                "id = 1 -- and tenant_id = 7",
                "id = ?",
                "id = $1",
                "id in (select id from places)",
                "exists (select 1)",
                "id = row_number() over ()",
                "count(*) > 1",
                "pg_sleep(10) is null",
                "city = '{context.town}'",
                "tenant_id = {tenant}",
                "id = 1 limit 1",
                "id = 1 order by id",
                ""
            })
    void whatIsNoPredicateOverOneRowIsRefused(String predicate) {
        assertThatThrownBy(() -> compile(predicate))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .hasMessageStartingWith("Invalid row filter of batch 'people': ");
    }

    @Test
    void aRefusedFilterStaysRefused() {
        assertThatThrownBy(() -> compile("nowhere = 1")).isInstanceOf(ColonnadeException.class);
        assertThatThrownBy(() -> compiler.check(people, filter("nowhere = 1"))).isInstanceOf(ColonnadeException.class);
    }

    private CompiledFilter compile(String predicate) {
        return compiler.compile(people, filter(predicate));
    }

    private static RowFilter filter(String predicate) {
        return new RowFilter("people", predicate, Set.of());
    }
}

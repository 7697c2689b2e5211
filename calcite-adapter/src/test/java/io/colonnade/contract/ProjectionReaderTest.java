package io.colonnade.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionFiles.ProjectionFile;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.security.policy.Grant;
import io.colonnade.yaml.Problems;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectionReaderTest {
    @Test
    void leastFileTakesTheDefaults() {
        ProjectionDraft draft = read("""
                projection: p
                version: 1.0.0
                source: db
                batches:
                  b:
                    from: t
                    key: [x, y]
                    columns:
                      x: {type: int32, nullable: false}
                      y: {type: string, nullable: false}
                      z: {type: bool}
                """);
        assertThat(draft.stability()).isEqualTo(Stability.BETA);
        assertThat(draft.grant()).isEqualTo(new Grant(true, Set.of()));
        assertThat(draft.description()).isEmpty();
        assertThat(draft.deprecation()).isNull();
        assertThat(draft.export()).isNull();
        assertThat(draft.maxHops()).isEqualTo(2);
        BatchDraft batch = draft.batches().get(0);
        assertThat(batch.order()).containsExactly(new OrderItem("x", false), new OrderItem("y", false));
        assertThat(batch.condition()).isNull();
        assertThat(batch.columns().get(2).nullable()).isTrue();
        assertThat(batch.columns().get(2).origin().sql()).isEqualTo("\"z\"");
    }

    @Test
    void everyKeyIsRead() {
        ProjectionDraft draft = read("""
                projection: p
                version: 1.20.3
                stability: deprecated
                replacement: q
                sunset: 2027-01-31
                description: All of it
                source: db
                requires_auth: false
                max_hops: 5
                batches:
                  b:
                    sql: |
                      SELECT * FROM t -- all
                    where: NOT gone
                    key: [x]
                    order_by: [z desc, x asc]
                    description: A batch
                    columns:
                      x: {type: int32, nullable: false, from: X, description: The key}
                      z: {type: string, sql: "data->>'z'", values: [a, b]}
                    filter_columns:
                      f: {type: int64, sql: a + b}
                row_filters:
                  - {batch: b, filter: "f = {context.f}", unless: [admin, ops]}
                masks:
                  - {column: b.z, mask: null, unless: admin}
                export: {destinations: ['s3://lake/'], encryption: required, retention_days: 90, approval: required, allow: [ops], rows: 1000, mebibytes: 2}
                """);
        assertThat(draft.version()).isEqualTo(new Version(1, 20, 3));
        assertThat(draft.deprecation()).isEqualTo(new Deprecation("q", LocalDate.of(2027, 1, 31)));
        assertThat(draft.grant()).isEqualTo(new Grant(false, Set.of()));
        assertThat(draft.maxHops()).isEqualTo(5);
        assertThat(draft.export())
                .isEqualTo(new ExportRule(
                        List.of("s3://lake/"),
                        ExportRule.Encryption.REQUIRED,
                        90,
                        "required",
                        Set.of("ops"),
                        1_000L,
                        2L << 20));
        BatchDraft batch = draft.batches().get(0);
        assertThat(batch.relation()).isEqualTo(new Relation.Query("SELECT * FROM t -- all\n"));
        assertThat(SourceSql.from(batch.relation())).isEqualTo("(SELECT * FROM t -- all\n) AS \"source\"");
        assertThat(batch.condition()).isEqualTo("NOT gone");
        assertThat(batch.order()).containsExactly(new OrderItem("z", true), new OrderItem("x", false));
        assertThat(batch.columns())
                .extracting(column -> column.origin().sql())
                .containsExactly("\"X\"", "(data->>'z')");
        assertThat(batch.columns().get(1).values()).containsExactly("a", "b");
        assertThat(batch.filterColumns().get(0).origin().sql()).isEqualTo("(a + b)");
        assertThat(draft.filters().get(0).filter().unless()).containsExactlyInAnyOrder("admin", "ops");
        assertThat(draft.masks().get(0).mask()).isEqualTo(new ColumnMask.Null());
        assertThat(draft.masks().get(0).unless()).containsExactly("admin");
    }

    private static ProjectionDraft read(String yaml) {
        Problems problems = new Problems();
        ProjectionDraft draft = new ProjectionReader(problems)
                .read(new ProjectionFile("p.yaml", yaml))
                .orElseThrow();
        assertThat(problems.found()).isEmpty();
        return draft;
    }
}

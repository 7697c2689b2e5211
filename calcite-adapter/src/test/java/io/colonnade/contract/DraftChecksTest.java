package io.colonnade.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.colonnade.contract.ProjectionFiles.ProjectionFile;
import io.colonnade.yaml.Problems;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check that needs no source: one edit of a sound file, and all that is said about it. */
class DraftChecksTest {
    private static final String SOUND = """
            projection: shop
            version: 1.2.3
            stability: stable
            description: A shop
            source: db
            requires_auth: true
            allow: [analyst]
            batches:
              customers:
                from: tb_customer
                key: [id]
                columns:
                  id: {type: int32, nullable: false}
                  name: {type: string}
                  born: {type: date}
              orders:
                sql: SELECT * FROM tb_order
                where: deleted_at IS NULL
                key: [id]
                order_by: [total desc, id]
                columns:
                  id: {type: int64, nullable: false}
                  customer_id: {type: int32, references: customers.id}
                  total: {type: 'decimal(12,2)', nullable: false}
                  state: {type: string, values: [open, closed]}
                filter_columns: [tenant]
              lines:
                from: sales.tb_line
                key: [id]
                columns:
                  id: {type: int64, nullable: false}
                  order_id: {type: int64, references: orders.id}
                filter_columns:
                  owner: {type: string, from: own}
            row_filters:
              - {batch: orders, filter: "tenant = {context.tenant}", unless: [admin]}
            masks:
              - {column: customers.name, mask: redact, unless: [admin]}
              - {column: orders.total, mask: round(-2)}
            export: {destinations: ['s3://lake/'], encryption: required, retention_days: 90, approval: none, allow: [x]}
            """;

    static Stream<Arguments> faults() {
        return Stream.of(
                // Keys and values
                fault(
                        "source: db",
                        "sorce: db",
                        "f.yaml:1: Missing key 'source'",
                        "f.yaml:5: Unknown key 'sorce'; did you mean 'source'?"),
                fault("projection: shop\n", "", "f.yaml:1: Missing key 'projection'"),
                fault(
                        "projection: shop",
                        "projection: Shop",
                        "f.yaml:1: Invalid projection name: 'Shop' (lower-case letters, digits and underscores, not beginning with a digit); write 'shop'"),
                fault(
                        "projection: shop",
                        "projection: colonnade",
                        "f.yaml:1: Invalid projection name: 'colonnade' is reserved for the system's own tables"),
                fault(
                        "projection: shop",
                        "projection: pg_catalog",
                        "f.yaml:1: Invalid projection name: 'pg_catalog' is reserved for the system's own tables"),
                fault(
                        "projection: shop",
                        "projection: information_schema",
                        "f.yaml:1: Invalid projection name: 'information_schema' is reserved for the system's own tables"),
                fault(
                        "version: 1.2.3",
                        "version: 1.2",
                        "f.yaml:2: Invalid version: '1.2' (three numbers as MAJOR.MINOR.PATCH, such as 1.0.0)"),
                fault(
                        "stability: stable",
                        "stability: stabel",
                        "f.yaml:3: Invalid stability: 'stabel' (one of beta, stable, deprecated); did you mean 'stable'?"),
                fault(
                        "requires_auth: true",
                        "requires_auth: yes",
                        "f.yaml:6: Invalid requires_auth: expected true or false"),
                fault(
                        "requires_auth: true",
                        "requires_auth: false",
                        "f.yaml:6: Invalid requires_auth: false contradicts 'allow', because an anonymous caller has no role; drop one of the two"),
                fault(
                        "allow: [analyst]",
                        "allow: []",
                        "f.yaml:7: Invalid allow: it names no role; name the roles that may read, or leave the key out to admit every authenticated principal"),
                fault(
                        "allow: [analyst]",
                        "allow:",
                        "f.yaml:7: Invalid allow: it names no role; name the roles that may read, or leave the key out to admit every authenticated principal"),
                fault(
                        "  customers:\n",
                        "  Customers:\n",
                        "f.yaml:9: Invalid batch name: 'Customers' (lower-case letters, digits and underscores, not beginning with a digit); write 'customers'",
                        "f.yaml:23: Unknown batch 'customers' in references; did you mean 'Customers'?",
                        "f.yaml:38: Unknown batch 'customers' in masks; did you mean 'Customers'?"),
                fault(
                        "    from: tb_customer\n",
                        "    fron: tb_customer\n",
                        "f.yaml:9: Missing key 'from' of batch 'customers': name a table or view, or give a SELECT under 'sql'",
                        "f.yaml:10: Unknown key 'fron'; did you mean 'from'?"),
                fault(
                        "from: sales.tb_line",
                        "from: db.sales.tb_line",
                        "f.yaml:28: Invalid from: 'db.sales.tb_line' (table, or schema.table, as the database names them); put a query under 'sql'"),
                fault(
                        "sql: SELECT * FROM tb_order",
                        "sql: SELECT * FROM tb_order;",
                        "f.yaml:17: Invalid sql: it holds a semicolon; write one statement or expression without it"),
                fault(
                        "sql: SELECT * FROM tb_order",
                        "sql: SELECT (1",
                        "f.yaml:17: Invalid sql: its parentheses do not match"),
                fault(
                        "sql: SELECT * FROM tb_order",
                        "sql: SELECT 'x",
                        "f.yaml:17: Invalid sql: a quoted text or a comment in it has no end"),
                fault(
                        "where: deleted_at IS NULL",
                        "where: \"true) OR (true -- '\"",
                        "f.yaml:18: Invalid where: its parentheses do not match"),
                fault(
                        "where: deleted_at IS NULL",
                        "where: tags ? 'x'",
                        "f.yaml:18: Invalid where: the operators with a question mark are taken for parameters; write jsonb_exists, jsonb_exists_any or jsonb_exists_all"),
                fault("where: deleted_at IS NULL", "where: ''", "f.yaml:18: Invalid where: it is empty"),
                fault(
                        "where: deleted_at IS NULL",
                        "from: x",
                        "f.yaml:17: Invalid batch 'orders': it has both 'from' and 'sql'; keep one"),
                // Columns
                fault(
                        "name: {type: string}",
                        "Name: {type: string}",
                        "f.yaml:14: Invalid column name: 'Name' (lower-case letters, digits and underscores, not beginning with a digit); write 'name'",
                        "f.yaml:38: Unknown column 'customers.name' in masks; did you mean 'Name'?"),
                fault(
                        "name: {type: string}",
                        "name: {type: strng}",
                        "f.yaml:14: Invalid type of column 'name': 'strng' (one of string, large_string, int32, int64, float32, float64, bool, decimal(p,s), date, time(us), timestamp(us, UTC), json, binary, uuid); did you mean 'string'?"),
                fault(
                        "name: {type: string}",
                        "name: {from: x}",
                        "f.yaml:14: Missing key 'type' of column 'name' (one of string, large_string, int32, int64, float32, float64, bool, decimal(p,s), date, time(us), timestamp(us, UTC), json, binary, uuid)"),
                fault(
                        "name: {type: string}",
                        "name: string",
                        "f.yaml:14: Invalid name: expected a mapping of keys to values",
                        "f.yaml:38: Unknown column 'customers.name' in masks"),
                fault(
                        "name: {type: string}",
                        "name: {type: string, nullabel: true}",
                        "f.yaml:14: Unknown key 'nullabel'; did you mean 'nullable'?"),
                fault(
                        "name: {type: string}",
                        "name: {type: string, from: a, sql: b}",
                        "f.yaml:14: Invalid column 'name': it has both 'from' and 'sql'; keep one"),
                fault(
                        "name: {type: string}",
                        "name: {type: string, sql: 'a) , (b'}",
                        "f.yaml:14: Invalid sql: its parentheses do not match"),
                fault(
                        "born: {type: date}",
                        "born: {type: 'decimal(12)'}",
                        "f.yaml:15: Invalid type of column 'born': 'decimal(12)' (a decimal states precision and scale: decimal(p,s) with 1 <= p <= 76 and 0 <= s <= p)"),
                fault(
                        "born: {type: date}",
                        "born: {type: 'decimal(77,2)'}",
                        "f.yaml:15: Invalid type of column 'born': 'decimal(77,2)' (a decimal states precision and scale: decimal(p,s) with 1 <= p <= 76 and 0 <= s <= p)"),
                fault(
                        "born: {type: date}",
                        "born: {type: timestamp}",
                        "f.yaml:15: Invalid type of column 'born': 'timestamp' (a timestamp states unit and zone); write 'timestamp(us, UTC)'"),
                fault(
                        "born: {type: date}",
                        "born: {type: timestamp(us)}",
                        "f.yaml:15: Invalid type of column 'born': 'timestamp(us)' (a timestamp states unit and zone); write 'timestamp(us, UTC)'"),
                fault(
                        "born: {type: date}",
                        "born: {type: 'list<string>'}",
                        "f.yaml:15: Invalid type of column 'born': 'list<string>' (a batch is flat); make it a batch of its own that references this one, or declare type: json"),
                fault(
                        "born: {type: date}",
                        "born: {type: 'string[]'}",
                        "f.yaml:15: Invalid type of column 'born': 'string[]' (a batch is flat); make it a batch of its own that references this one, or declare type: json"),
                fault(
                        "      born:",
                        "      name:",
                        "f.yaml:15: Duplicate key 'name'",
                        "f.yaml:38: Invalid mask on 'customers.name': redact, hash, encrypt, first_n and last_n are for strings, and the column's type is date; use null on a column that may be NULL, round on a number, or truncate on a date"),
                fault(
                        "values: [open, closed]",
                        "values: []",
                        "f.yaml:25: Invalid values: an enumeration has at least one value"),
                fault(
                        "values: [open, closed]",
                        "values: [open, open]",
                        "f.yaml:25: Invalid values: 'open' is listed twice"),
                fault(
                        "born: {type: date}",
                        "born: {type: date, values: [x]}",
                        "f.yaml:15: Invalid values: only a string has them, and the column's type is date"),
                fault(
                        "filter_columns: [tenant]",
                        "filter_columns: [tenantId]",
                        "f.yaml:26: Invalid filter column name: 'tenantId' (lower-case letters, digits and underscores, not beginning with a digit); write 'tenantid'"),
                fault(
                        "filter_columns: [tenant]",
                        "filter_columns: [state]",
                        "f.yaml:26: Duplicate name 'state' in batch 'orders': a filter column must not be named like another column; a visible column serves in filters by itself"),
                fault(
                        "owner: {type: string, from: own}",
                        "owner: {type: string, nullable: false}",
                        "f.yaml:34: Unknown key 'nullable'"),
                // Keys and orders
                fault(
                        "    key: [id]\n    columns:\n      id: {type: int32",
                        "    columns:\n      id: {type: int32",
                        "f.yaml:9: Missing key 'key' of batch 'customers': name the columns that identify a row",
                        "f.yaml:22: Invalid references: 'customers.id' is not part of its batch's key ()"),
                fault(
                        "    key: [id]\n    columns:\n      id: {type: int32, nullable: false}",
                        "    key: [id]\n    columns:\n      id: {type: int32}",
                        "f.yaml:13: Invalid column 'id': it is part of the key of batch 'customers' and may not be NULL; add nullable: false"),
                fault(
                        "    key: [id]\n    order_by",
                        "    key: [totl]\n    order_by",
                        "f.yaml:19: Unknown column 'totl' in the key of batch 'orders'; did you mean 'total'?",
                        "f.yaml:20: Invalid order_by of batch 'orders': it must end in the key so that every row has one place; write order_by: [total desc, id, totl]",
                        "f.yaml:32: Invalid references: 'orders.id' is not part of its batch's key (totl)"),
                fault(
                        "    key: [id]\n    order_by",
                        "    key: [id, id]\n    order_by",
                        "f.yaml:19: Invalid key of batch 'orders': 'id' twice"),
                fault(
                        "order_by: [total desc, id]",
                        "order_by: [total desc]",
                        "f.yaml:20: Invalid order_by of batch 'orders': it must end in the key so that every row has one place; write order_by: [total desc, id]"),
                fault(
                        "order_by: [total desc, id]",
                        "order_by: [id, total]",
                        "f.yaml:20: Invalid order_by of batch 'orders': it must end in the key so that every row has one place; write order_by: [total, id]"),
                fault(
                        "order_by: [total desc, id]",
                        "order_by: [totals, id]",
                        "f.yaml:20: Unknown column 'totals' in order_by of batch 'orders'; did you mean 'total'?"),
                fault(
                        "order_by: [total desc, id]",
                        "order_by: [total, total, id]",
                        "f.yaml:20: Invalid order_by of batch 'orders': 'total' twice"),
                fault(
                        "order_by: [total desc, id]",
                        "order_by: [total down, id]",
                        "f.yaml:20: Invalid order_by: 'total down' (a column, or a column and 'desc')"),
                // References
                fault(
                        "references: customers.id",
                        "references: customers",
                        "f.yaml:23: Invalid references: 'customers' (batch.column)"),
                fault(
                        "references: customers.id",
                        "references: custmers.id",
                        "f.yaml:23: Unknown batch 'custmers' in references; did you mean 'customers'?"),
                fault(
                        "references: customers.id",
                        "references: customers.idd",
                        "f.yaml:23: Unknown column 'customers.idd' in references; did you mean 'id'?"),
                fault(
                        "references: customers.id",
                        "references: customers.born",
                        "f.yaml:23: Invalid references: 'customers.born' is not part of its batch's key (id)"),
                fault(
                        "customer_id: {type: int32",
                        "customer_id: {type: int64",
                        "f.yaml:23: Invalid references: 'customers.id' is int32 and 'customer_id' is int64; declare the same type for both"),
                fault(
                        "name: {type: string}",
                        "name: {type: int64, references: lines.id}",
                        "f.yaml:9: Invalid references: customers -> lines -> orders -> customers is a circle; drop one of them",
                        "f.yaml:38: Invalid mask on 'customers.name': redact, hash, encrypt, first_n and last_n are for strings, and the column's type is int64; use null on a column that may be NULL, round on a number, or truncate on a date"),
                fault(
                        "source: db",
                        "source: db\nmax_hops: 1",
                        "f.yaml:28: Invalid references: lines -> orders -> customers is 2 hops (at most 1); join the columns of 'customers' into 'orders' with sql:, or state max_hops: 2"),
                fault("source: db", "source: db\nmax_hops: 0", "f.yaml:6: Invalid max_hops: 0 (at least 1)"),
                // Row filters
                fault(
                        "{batch: orders, filter",
                        "{batch: order, filter",
                        "f.yaml:36: Unknown batch 'order' in row_filters; did you mean 'orders'?"),
                fault(
                        "{context.tenant}",
                        "{tenant}",
                        "f.yaml:36: Invalid filter: a placeholder at character 10 is malformed; write {context.<claim>}"),
                fault(
                        "{context.tenant}",
                        "{context.tenant",
                        "f.yaml:36: Invalid filter: a placeholder at character 10 is malformed; write {context.<claim>}"),
                fault(
                        "{context.tenant}",
                        "'{context.tenant}'",
                        "f.yaml:36: Invalid filter: a placeholder stands inside the text at character 10; write it without quotes, it becomes a typed parameter"),
                fault(
                        "tenant = {context.tenant}",
                        "tenant IN (select 1)",
                        "f.yaml:36: Cannot use a sub-query in a row filter: a filter sees one row of its batch; bring the value in as a filter column, with a join under the batch's sql:"),
                fault(
                        "tenant = {context.tenant}",
                        "true -- x",
                        "f.yaml:36: Invalid filter: '--' at character 6 cannot stand in a filter; it takes no comments, no further statements and no parameters but {context.<claim>}"),
                fault("tenant = {context.tenant}", " ", "f.yaml:36: Invalid filter: expected a value"),
                fault(
                        "unless: [admin]}\nmasks",
                        "unles: [admin]}\nmasks",
                        "f.yaml:36: Unknown key 'unles'; did you mean 'unless'?"),
                // Masks
                fault("column: orders.total,", "column: total,", "f.yaml:39: Invalid column: 'total' (batch.column)"),
                fault(
                        "column: orders.total,",
                        "column: order.total,",
                        "f.yaml:39: Unknown batch 'order' in masks; did you mean 'orders'?"),
                fault(
                        "column: orders.total,",
                        "column: orders.totl,",
                        "f.yaml:39: Unknown column 'orders.totl' in masks; did you mean 'total'?"),
                fault(
                        "column: orders.total,",
                        "column: orders.tenant,",
                        "f.yaml:39: Unknown column 'orders.tenant' in masks"),
                fault(
                        "mask: round(-2)",
                        "mask: rund(-2)",
                        "f.yaml:39: Invalid mask: 'rund(-2)' (one of redact, hash, encrypt, first_n(n), last_n(n), null, round(n), truncate(unit)); did you mean 'round'?"),
                fault(
                        "mask: round(-2)",
                        "mask: round",
                        "f.yaml:39: Invalid mask: 'round' (round(n) with n decimal places to keep, negative before the point)"),
                fault(
                        "mask: round(-2)",
                        "mask: first_n(-1)",
                        "f.yaml:39: Invalid mask: 'first_n(-1)' (first_n(n) with n >= 0 characters to keep)"),
                fault(
                        "mask: round(-2)",
                        "mask: last_n",
                        "f.yaml:39: Invalid mask: 'last_n' (last_n(n) with n >= 0 characters to keep)"),
                fault(
                        "mask: round(-2)",
                        "mask: encript",
                        "f.yaml:39: Invalid mask: 'encript' (one of redact, hash, encrypt, first_n(n), last_n(n), null, round(n), truncate(unit)); did you mean 'encrypt'?"),
                fault("mask: round(-2)", "mask: hash(3)", "f.yaml:39: Invalid mask: 'hash(3)' (it takes no argument)"),
                fault(
                        "mask: round(-2)",
                        "mask: truncate(decade)",
                        "f.yaml:39: Invalid mask: 'truncate(decade)' (truncate(unit) with year, quarter, month, week, day, hour or minute)"),
                fault(
                        "mask: round(-2)",
                        "mask:",
                        "f.yaml:39: Missing key 'mask' (one of redact, hash, encrypt, first_n(n), last_n(n), null, round(n), truncate(unit))"),
                fault(
                        "mask: round(-2)",
                        "mask: null",
                        "f.yaml:39: Invalid mask on 'orders.total': null needs a column that may be NULL; drop nullable: false"),
                fault(
                        "mask: round(-2)",
                        "mask: first_n(2)",
                        "f.yaml:39: Invalid mask on 'orders.total': redact, hash, encrypt, first_n and last_n are for strings, and the column's type is decimal(12,2); use null on a column that may be NULL, round on a number, or truncate on a date"),
                fault(
                        "mask: round(-2)",
                        "mask: truncate(month)",
                        "f.yaml:39: Invalid mask on 'orders.total': truncate is for dates and timestamps, and the column's type is decimal(12,2)"),
                fault(
                        "column: customers.name, mask: redact",
                        "column: customers.name, mask: round(1)",
                        "f.yaml:38: Invalid mask on 'customers.name': round is for numbers, and the column's type is string"),
                fault(
                        "column: customers.name, mask: redact",
                        "column: customers.born, mask: truncate(day)",
                        "f.yaml:38: Invalid mask on 'customers.born': this unit hides nothing of a date; use week, month, quarter or year"),
                fault(
                        "column: customers.name, mask: redact",
                        "column: orders.total, mask: round(1)",
                        "f.yaml:39: Duplicate mask on 'orders.total': a column has at most one mask"),
                // Deprecation and export
                fault(
                        "stability: stable",
                        "stability: deprecated",
                        "f.yaml:3: Invalid stability: a deprecated projection names its replacement and its sunset; add 'replacement: <projection>' and 'sunset: <YYYY-MM-DD>'"),
                fault(
                        "stability: stable",
                        "stability: deprecated\nreplacement: store\nsunset: soon",
                        "f.yaml:5: Invalid sunset: 'soon' (a date as YYYY-MM-DD)"),
                fault(
                        "stability: stable",
                        "stability: deprecated\nreplacement: store\nsunset: 2027-01-31",
                        "f.yaml:4: Unknown projection 'store' as replacement"),
                fault(
                        "stability: stable",
                        "stability: stable\nsunset: 2027-01-31",
                        "f.yaml:4: Invalid sunset: only a projection with stability: deprecated has it"),
                fault(
                        "retention_days: 90",
                        "retention_days: long",
                        "f.yaml:40: Invalid retention_days: expected a whole number"),
                fault(
                        "encryption: required",
                        "encrypton: required",
                        "f.yaml:40: Unknown key 'encrypton'; did you mean 'encryption'?"),
                fault(
                        "encryption: required",
                        "encryption: requird",
                        "f.yaml:40: Invalid encryption: 'requird' (one of none, required, server, parquet); did you mean 'required'?"),
                // Whole files
                arguments("", List.of("f.yaml:1: Expected a mapping of keys to values")),
                arguments("{}", List.of("f.yaml:1: Missing key 'projection': the file is empty")),
                arguments(
                        "projection: [",
                        List.of("f.yaml:1: Cannot parse YAML: expected the node content, but found '<stream end>'")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultIsReportedWithItsLineAndAMend(String yaml, List<String> messages) {
        assertThat(problems(yaml)).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void soundFileHasNoProblem() {
        assertThat(problems(SOUND)).isEmpty();
    }

    @Test
    void defaultLimitIsTwoHops() {
        String deeper = SOUND.replace("row_filters:", """
                  parts:
                    from: tb_part
                    key: [id]
                    columns:
                      id: {type: int64, nullable: false}
                      line_id: {type: int64, references: lines.id}
                row_filters:""");
        assertThat(problems(deeper))
                .containsExactly(
                        "f.yaml:35: Invalid references: parts -> lines -> orders -> customers is 3 hops (at most"
                                + " 2); join the columns of 'customers' into 'orders' with sql:, or state max_hops: 3");
    }

    @Test
    void sameMajorVersionInTwoFilesIsRefused() {
        Problems problems = new Problems();
        ProjectionReader reader = new ProjectionReader(problems);
        ProjectionDraft first = reader.read(new ProjectionFile("a.yaml", SOUND)).orElseThrow();
        ProjectionDraft second = reader.read(new ProjectionFile("b.yaml", SOUND.replace("1.2.3", "1.3.0")))
                .orElseThrow();
        new DraftChecks(problems).check(List.of(first, second));
        assertThat(problems.found())
                .extracting(Object::toString)
                .containsExactly(
                        "b.yaml:1: Duplicate projection 'shop' of major version 1: a.yaml:1 has it too; keep one"
                                + " file for each major version");
    }

    private static Arguments fault(String sound, String faulty, String... messages) {
        assertThat(SOUND).contains(sound);
        return arguments(SOUND.replace(sound, faulty), List.of(messages));
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        List<ProjectionDraft> drafts = new ProjectionReader(problems)
                .read(new ProjectionFile("f.yaml", yaml)).stream().toList();
        new DraftChecks(problems).check(drafts);
        return problems.found().stream().map(Object::toString).toList();
    }
}

-- name: quoted_identifiers
select "n_name" as "Nation Name", "n"."n_nationkey" as "KEY" from "nation" as "n" order by "KEY";

-- name: names_with_quotes_and_signs
select 1 as "a""b", 2 as "it's", 3 as "a.b", 4 as "%s", 5 as "$1", 6 as "?", 7 as "ünï";

-- name: keywords_as_names
select n_nationkey as "select", n_name as "from", n_regionkey as "order" from nation as "table" order by "select";

-- name: duplicate_output_names
select n_name, n_name, n_nationkey as x, n_regionkey as x from nation order by n_nationkey;

-- name: duplicate_names_of_a_join
select a.*, b.n_name from nation a join nation b on a.n_nationkey = b.n_nationkey order by a.n_nationkey;

-- name: names_of_expressions
select count(*), max(n_nationkey), sum(n_nationkey) + 1, 'x', 1, upper('a'), cast(1 as bigint), true, null, date '2024-01-01', trim('a'), coalesce(null, 1), case when true then 1 end, extract(year from date '2024-01-01')
from nation;

-- name: upper_case_names_fold
SELECT N_NAME, Nation.N_NationKey FROM NATION ORDER BY n_nationkey;

-- name: alias_equal_to_a_column
select n_regionkey as n_name, n_name as n_regionkey from nation order by nation.n_nationkey;

-- name: alias_equal_to_a_table
select nation.n_name as nation from nation order by nation;

-- name: alias_with_the_name_of_another_table
select region.n_name from nation as region order by region.n_nationkey;

-- name: schema_qualified_columns
select tpch_nation.n_name from (select nation.n_name, nation.n_nationkey from nation) tpch_nation order by tpch_nation.n_nationkey;

-- name: aliases_that_look_generated
select t.n_name as "f0", t.n_nationkey as "$f1", count(*) as "t0" from nation t group by t.n_name, t.n_nationkey order by 2;

-- name: alias_without_as
select n_nationkey key, n_name label from nation n order by key;

-- name: mixed_case_aliases_stay_apart
select n_nationkey as "A", n_regionkey as a from nation order by "A";

-- name: long_aliases
select n_name as a_name_that_is_exactly_sixty_three_bytes_long_which_is_postgres from nation order by 1;

-- name: colliding_subquery_columns
select x.n_name, y.n_name, x.k, y.k from (select n_name, n_nationkey as k from nation) x join (select n_name, n_regionkey as k from nation) y on x.k = y.k
and y.n_name < 'C' order by 1, 2;

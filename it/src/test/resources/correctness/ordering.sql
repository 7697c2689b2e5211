-- name: nulls_come_last
select nullif(n_regionkey, 2) as k, n_nationkey from nation order by 1, 2;

-- name: nulls_come_first_descending
select nullif(n_regionkey, 2) as k, n_nationkey from nation order by 1 desc, 2;

-- name: nulls_first
select nullif(n_regionkey, 2) as k, n_nationkey from nation order by 1 nulls first, 2 desc;

-- name: nulls_last_descending
select nullif(n_regionkey, 2) as k, n_nationkey from nation order by 1 desc nulls last, 2;

-- name: limit_and_offset
select n_name from nation order by n_name limit 4 offset 20;

-- name: limit_past_the_end
select n_name from nation order by n_name limit 40 offset 23;

-- name: limit_zero
select n_name from nation order by 1 limit 0;

-- name: limit_all
select r_name from region order by 1 limit all;

-- name: offset_only
select n_name from nation order by 1 offset 22;

-- name: offset_before_limit
select n_name from nation order by 1 offset 2 limit 3;

-- name: fetch_first
select n_name from nation order by 1 offset 2 rows fetch first 3 rows only;

-- name: order_by_expression
select n_name from nation order by length(n_name) desc, n_name;

-- name: order_by_alias
select n_name, n_nationkey * -1 as negative from nation order by negative;

-- name: order_by_a_column_that_is_not_selected
select n_name from nation order by n_regionkey desc, n_nationkey;

-- name: order_by_an_alias_that_hides_a_column
select n_nationkey as n_regionkey, n_name from nation order by n_regionkey;

-- name: order_by_an_expression_over_a_hidden_column
select -n_nationkey as n_nationkey from nation order by n_nationkey;

-- name: order_by_an_aggregate_that_is_not_selected
select c_mktsegment from customer group by c_mktsegment order by sum(c_acctbal) desc;

-- name: order_by_a_literal_is_no_position
select n_name from nation where n_regionkey = 1 order by 'x'::text, n_name;

-- name: order_by_case
select n_name from nation order by case when n_name = 'FRANCE' then 0 else 1 end, n_name;

-- name: order_by_boolean
select n_name from nation order by n_name like 'I%' desc, n_name;

-- name: order_by_in_a_derived_table_and_outside
select * from (select n_name, n_regionkey from nation order by n_name limit 10) x order by n_regionkey, n_name desc;

-- name: order_by_ordinal_of_an_expression
select n_regionkey * 10 + 1, n_name from nation order by 1 desc, 2;

-- name: order_by_a_constant_column
select 1 as one, n_name from nation order by one, n_name;

-- name: distinct_with_order_and_limit
select distinct n_regionkey from nation order by n_regionkey desc limit 3;

-- name: order_by_two_expressions_over_a_join
select r_name, n_name from region, nation where r_regionkey = n_regionkey order by lower(r_name) desc, upper(n_name) limit 9;

-- name: ordered_text_follows_the_database
select c_name from customer where c_custkey < 30 order by c_name desc;

-- name: top_rows_with_ties_broken
select o_orderkey, o_totalprice from orders order by o_totalprice desc, o_orderkey limit 15;

-- name: order_by_an_expression_does_not_know_aliases
select -n_nationkey as n_nationkey, n_name from nation order by n_nationkey + 0;

-- name: order_by_a_cast_sorts_as_text
select n_nationkey::text from nation order by n_nationkey;

-- name: order_by_an_implicit_name
select upper(n_name), count(*) from nation group by upper(n_name) order by count, upper;

-- name: order_by_an_output_name_that_two_tables_share
select a.n_name from nation a join nation b on a.n_nationkey = b.n_regionkey order by n_name;

-- name: order_by_an_alias_behind_a_star
select *, -n_nationkey as negative from nation order by negative;

-- name: order_by_with_distinct_and_alias
select distinct n_regionkey as r from nation order by r desc;

-- name: order_by_a_qualified_name
select -n_nationkey as n_nationkey from nation order by nation.n_nationkey;

-- name: order_by_in_a_cte_and_outside
with x as (select n_name as name, n_regionkey as r from nation order by n_name limit 9) select name as r, r as name from x order by r desc, name;

-- name: order_by_two_hidden_columns_under_a_limit
select n_name as n from nation order by n_regionkey, n_nationkey desc limit 6;

-- name: order_by_in_every_branch
(select n_name as n from nation order by n_nationkey limit 3) union (select r_name from region order by r_regionkey desc limit 2) order by n desc;

-- name: group_by
select o_orderstatus, count(*), sum(o_totalprice), min(o_orderdate), max(o_orderdate) from orders group by o_orderstatus order by 1;

-- name: group_by_ordinal
select extract(year from o_orderdate) as y, count(*) from orders group by 1 order by 1;

-- name: group_by_alias
select o_orderpriority as priority, count(*) as c from orders group by priority order by priority;

-- name: group_by_expression
select n_nationkey % 3, count(*) from nation group by n_nationkey % 3 order by 1;

-- name: group_by_literal
select 'all' as what, count(*) from nation group by 'all'::text;

-- name: group_by_nothing
select count(*) from nation group by ();

-- name: group_without_aggregate
select n_regionkey from nation group by n_regionkey order by 1;

-- name: having
select c_nationkey, count(*) as c from customer group by c_nationkey having count(*) > 60 order by c desc, 1;

-- name: having_without_group
select count(*) from nation having count(*) > 100;

-- name: rollup
select r_name, n_name, count(*) from region join nation on r_regionkey = n_regionkey group by rollup (r_name, n_name) order by 1, 2;

-- name: cube
select o_orderstatus, o_orderpriority, count(*), sum(o_totalprice) from orders group by cube (o_orderstatus, o_orderpriority) order by 1, 2;

-- name: grouping_sets
select o_orderstatus, o_orderpriority, count(*) from orders
group by grouping sets ((o_orderstatus), (o_orderpriority), ()) order by 1, 2;

-- name: grouping_function
select o_orderstatus, o_orderpriority, grouping(o_orderstatus) as g, grouping(o_orderstatus, o_orderpriority) as gg, count(*) from orders
group by rollup (o_orderstatus, o_orderpriority) order by gg, 1, 2;

-- name: grouping_function_in_case
select case when grouping(r_name) = 1 then 'total' else r_name end as name, count(*) from region join nation on r_regionkey = n_regionkey
group by rollup (r_name) order by grouping(r_name), 1;

-- name: grouping_in_having
select o_orderstatus, count(*) from orders group by rollup (o_orderstatus) having grouping(o_orderstatus) = 0 order by 1;

-- name: group_by_a_column_and_rollup
select o_orderstatus, o_orderpriority, count(*) from orders group by o_orderstatus, rollup (o_orderpriority) order by 1, 2;

-- name: repeated_grouping_sets
select n_regionkey, count(*) from nation group by grouping sets ((n_regionkey), (n_regionkey)) order by 1, 2;

-- name: filtered_aggregates
select o_orderstatus, count(*) filter (where o_totalprice > 100000) as big, sum(o_totalprice) filter (where o_orderpriority = '1-URGENT') as urgent
from orders group by o_orderstatus order by 1;

-- name: distinct_aggregates
select count(distinct c_nationkey), count(c_nationkey), sum(distinct c_nationkey), avg(distinct c_nationkey) from customer;

-- name: distinct_aggregates_of_two_columns
select o_orderstatus, count(distinct o_custkey), count(distinct o_clerk) from orders group by o_orderstatus order by 1;

-- name: distinct_with_filter
select count(distinct n_regionkey) filter (where n_nationkey < 5) from nation;

-- name: count_ignores_null
select count(*), count(nullif(n_regionkey, 1)), count(distinct nullif(n_regionkey, 1)) from nation;

-- name: aggregates_of_nothing
select count(*), sum(n_nationkey), avg(n_nationkey), min(n_name), max(n_name) from nation where false;

-- name: grouped_aggregates_of_nothing
select n_regionkey, count(*) from nation where n_nationkey < 0 group by n_regionkey;

-- name: distinct
select distinct o_orderstatus, o_orderpriority from orders order by 1, 2;

-- name: distinct_on
select distinct on (n_regionkey) n_regionkey, n_name from nation order by n_regionkey, n_name desc;

-- name: distinct_on_expression
select distinct on (n_nationkey % 3) n_nationkey % 3 as m, n_name from nation order by n_nationkey % 3, n_nationkey;

-- name: distinct_on_with_limit
select distinct on (c_nationkey) c_nationkey, c_custkey, c_acctbal from customer order by c_nationkey, c_acctbal desc, c_custkey limit 7;

-- name: statistics
select round(stddev(s_acctbal), 4), round(variance(s_acctbal), 4), round(stddev_pop(s_acctbal), 4), round(var_samp(s_acctbal), 4) from supplier;

-- name: boolean_aggregates
select bool_and(n_nationkey >= 0), bool_or(n_nationkey > 23), every(n_nationkey < 5) from nation;

-- name: string_agg
select n_regionkey, string_agg(n_name, ', ' order by n_name desc) from nation group by n_regionkey order by 1;

-- name: string_agg_in_the_order_of_what_is_computed
select n_regionkey, string_agg(n_name, ', ' order by -n_nationkey, n_name) from nation group by n_regionkey order by 1;

-- name: string_agg_in_a_computed_order_of_a_join
select r_name, string_agg(n_name, ', ' order by length(n_name) desc, n_nationkey % 7, n_name) from nation join region on n_regionkey = r_regionkey group by r_name order by 1;

-- name: percentile_of_what_is_computed
select percentile_cont(0.25) within group (order by n_nationkey * -3) as c, percentile_disc(0.25) within group (order by 100 / (n_nationkey + 1)) as d from nation;

-- name: string_agg_distinct
select string_agg(distinct o_orderstatus, '|' order by o_orderstatus) from orders;

-- name: string_agg_with_filter
select string_agg(n_name, ' ' order by n_nationkey) filter (where n_regionkey = 1) from nation;

-- name: min_and_max_of_text_and_dates
select min(c_name), max(c_phone), min(c_mktsegment) from customer;

-- name: expression_of_aggregates
select c_mktsegment, sum(c_acctbal) / count(*) - avg(c_acctbal) as zero, max(c_acctbal) - min(c_acctbal) as spread from customer
group by c_mktsegment order by 1;

-- name: functionally_dependent_group_keys
select n_nationkey, n_name, count(*) from nation join supplier on s_nationkey = n_nationkey group by n_nationkey, n_name order by 1;

-- name: group_by_case
select case when c_acctbal < 0 then 'debt' when c_acctbal < 5000 then 'some' else 'rich' end as class, count(*) from customer
group by case when c_acctbal < 0 then 'debt' when c_acctbal < 5000 then 'some' else 'rich' end order by 1;

-- name: aggregate_of_a_case
select sum(case when o_orderstatus = 'F' then 1 else 0 end) as f, sum(case when o_orderstatus = 'O' then o_totalprice end) as o from orders;

-- name: null_is_a_group
select nullif(n_regionkey, 3) as k, count(*) from nation group by nullif(n_regionkey, 3) order by 1;

-- name: percentiles
select percentile_cont(0.5) within group (order by n_nationkey) as c, percentile_disc(0.5) within group (order by n_nationkey) as d from nation;

-- name: group_by_prefers_input_columns
select n_regionkey % 2 as n_regionkey, count(*) from nation group by nation.n_regionkey order by nation.n_regionkey;

-- name: group_by_a_name_that_an_alias_hides
select upper(n_name) as n_name, count(*) from nation group by n_name order by 1;

-- name: having_means_input_columns
select n_regionkey as k, max(n_nationkey) as n_name from nation group by n_regionkey having max(n_name) > 'S' order by k;

-- name: distinct_over_a_window_and_a_limit
select distinct r from (select rank() over (order by n_regionkey) as r from nation) x order by r desc limit 2;

-- name: aggregate_over_a_window
select max(r), count(*) from (select rank() over (order by n_regionkey) as r from nation) x;

-- name: grouped_by_a_window_of_a_derived_table
select bucket, min(n_name), max(n_name) from (select n_name, ntile(5) over (order by n_name) as bucket from nation) x group by bucket order by bucket;

-- name: grouping_sets_with_expressions
select extract(year from o_orderdate) as y, o_orderstatus, sum(o_totalprice) from orders
group by grouping sets ((extract(year from o_orderdate)), (o_orderstatus), ()) order by 1, 2;

-- name: rollup_over_a_join_with_having
select r_name, n_name, sum(c_acctbal) as balance from region join nation on r_regionkey = n_regionkey join customer on c_nationkey = n_nationkey
group by rollup (r_name, n_name) having count(*) > 60 order by 1, 2;

-- name: rollup_counts_distinct
select o_orderstatus, o_shippriority, count(distinct o_custkey) from orders group by rollup (o_orderstatus, o_shippriority) order by 1, 2;

-- name: cube_with_filter
select o_orderstatus, o_orderpriority, count(*) filter (where o_totalprice > 200000) from orders group by cube (o_orderstatus, o_orderpriority) order by 1, 2;

-- name: aliases_of_literals_are_keys
select 'a' as k, 2 as t, count(*) from nation group by k, t;

-- name: null_literal_as_a_key
select k, count(*) from (select 1 as k, null as j from nation) x group by k, j order by k;

-- name: percentile_of_a_constant
select percentile_disc(0.5) within group (order by 6) from nation;

-- name: percentile_beside_a_sub_query
select percentile_disc(0.5) within group (order by n_nationkey), min((select max(r_name) from region)), n_regionkey from nation group by n_regionkey
order by 3;

-- name: having_false_without_groups
select count(*) as n, max(o_orderdate) as d, sum(o_totalprice) as s, max(o_orderstatus) as t from orders having false;

-- name: having_false_of_groups
select o_orderstatus, count(*) as n, max(o_orderdate) as d from orders group by o_orderstatus having false;

-- name: having_true_without_groups
select count(*) as n, 1 as one from orders having true;

-- name: having_null_without_groups
select count(*) as n from orders having null;

-- name: nothing_under_other_clauses
select a.n + 1 as n, a.d from (select count(*) as n, max(o_orderdate) as d from orders having false) a
union all select r_regionkey, null from region union all select count(*), max(o_orderdate) from orders having 1 = 0;

-- name: nothing_joined
select r_name, a.n from region left join (select count(*) as n from nation having false) a on a.n > 0;

-- name: nothing_as_a_value
select r_name, (select count(*) from nation having false) as n, exists (select 1 from nation having false) as e from region;

-- name: having_a_sub_query_of_its_own
select n_regionkey, count(*) from nation group by n_regionkey having not exists (select 1 from region where r_regionkey > 9) order by 1;

-- name: having_the_value_of_a_sub_query
select n_regionkey, count(*) from nation group by n_regionkey having (select count(*) > 3 from region) and not (select count(*) > 9 from region) order by 1;

-- name: condition_without_columns_over_groups
select (select max(r_name) from region) as m from (select n_regionkey, max(n_name) as x from nation group by n_regionkey) g
where exists (select 1 from region where r_regionkey = 1);

-- name: percentile_over_groups
select k, percentile_disc(0.5) within group (order by c) as d, percentile_cont(0.25) within group (order by c desc) as t
from (select n_regionkey as k, n_nationkey % 3 as m, count(*) as c from nation group by n_regionkey, n_nationkey % 3) x group by k order by k;

-- name: percentile_in_having_over_groups
select k from (select n_regionkey as k, n_nationkey % 3 as m, count(*) as c from nation group by n_regionkey, n_nationkey % 3) x group by k
having percentile_disc(0.5) within group (order by c) > 1 order by k;

-- name: percentile_in_having_over_limited_rows
select k from (select n_regionkey as k, n_nationkey * 2 as c from nation order by n_nationkey limit 20) x group by k
having percentile_disc(0.5) within group (order by c) > 20 order by k;

-- name: percentile_in_having_over_distinct_rows
select max(k) from (select distinct n_regionkey as k, n_nationkey % 4 as c from nation) x having percentile_disc(0.5) within group (order by c) > 0;

-- name: percentile_in_having_beside_a_sub_query
select min(n_name) filter (where n_nationkey not in (select r_regionkey from region)) from nation
having percentile_disc(0.5) within group (order by nullif(n_nationkey, 3)) > 5;

-- name: percentile_of_a_window_beside_having
select percentile_disc(0.5) within group (order by nullif(x, 14)) as p from (select n.*, min(n_nationkey) over (partition by n_regionkey) as x from nation n) y
group by n_regionkey having min(strpos(n_name, 'A')) < 1 order by 1;

-- name: having_an_aggregate_filtered_by_a_sub_query_beside_a_percentile
select percentile_disc(0.5) within group (order by n_nationkey * 2) from nation
having min(n_nationkey) filter (where (select max(r_regionkey) from region where r_name > n_name) > 1) > 0;

-- name: constant_in_a_rollup
select k, count(*) from (select n_name, '' as k from nation) x group by rollup (k);

-- name: constants_in_sets
select k, r, j, count(*), max(n_name) from (select n_name, n_regionkey as r, 'x' as k, 3 as j from nation) x
group by grouping sets ((k, r), (j), (r, j), ()) order by 1, 2, 3;

-- name: computed_in_a_cube
select k, r, count(*) from (select n_regionkey as r, n_nationkey % 2 + 1 as k from nation) x group by cube (k, r) order by 1, 2;

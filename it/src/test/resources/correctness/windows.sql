-- name: rank_family
select n_nationkey, row_number() over (order by n_regionkey, n_nationkey) as rn, rank() over (order by n_regionkey) as r,
dense_rank() over (order by n_regionkey) as d from nation order by 1;

-- name: percent_rank_and_cume_dist
select n_nationkey, percent_rank() over (order by n_regionkey) as p, cume_dist() over (order by n_regionkey) as c from nation order by 1;

-- name: ntile
select n_nationkey, ntile(4) over (order by n_nationkey) as quarter from nation order by 1;

-- name: running_sum
select o_orderkey, sum(o_totalprice) over (order by o_orderkey) as running from orders where o_orderkey < 100 order by 1;

-- name: partitioned_running_sum
select n_nationkey, sum(n_nationkey) over (partition by n_regionkey order by n_nationkey) as s from nation order by 1;

-- name: rows_frame
select n_nationkey, sum(n_nationkey) over (order by n_nationkey rows between 2 preceding and 1 following) as s from nation order by 1;

-- name: rows_frame_to_the_end
select n_nationkey, count(*) over (order by n_nationkey rows between current row and unbounded following) as c from nation order by 1;

-- name: rows_frame_without_between
select n_nationkey, max(n_name) over (order by n_nationkey rows 3 preceding) as m from nation order by 1;

-- name: range_frame_with_an_offset
select n_nationkey, sum(n_nationkey) over (order by n_nationkey range between 3 preceding and 3 following) as s from nation order by 1;

-- name: range_frame_over_dates
select o_orderkey, count(*) over (order by o_orderdate range between interval '7' day preceding and current row) as week
from orders where o_orderkey < 500 order by 1;

-- name: range_frame_has_peers
select n_nationkey, sum(n_nationkey) over (order by n_regionkey) as with_peers,
sum(n_nationkey) over (order by n_regionkey rows unbounded preceding) > 0 as positive from nation order by 1;

-- name: frame_excludes_the_past
select n_nationkey, first_value(n_name) over w as f, last_value(n_name) over w as l, nth_value(n_name, 2) over w as s from nation
window w as (partition by n_regionkey order by n_nationkey rows between unbounded preceding and unbounded following) order by 1;

-- name: last_value_of_the_default_frame
select n_nationkey, last_value(n_name) over (partition by n_regionkey order by n_nationkey) as l from nation order by 1;

-- name: lag_and_lead
select n_nationkey, lag(n_name) over (order by n_nationkey) as before, lead(n_name) over (order by n_nationkey) as after from nation
order by 1;

-- name: lag_and_lead_with_offset_and_default
select n_nationkey, lag(n_name, 2, 'none') over (order by n_nationkey) as before,
lead(n_nationkey, 3, -1) over (order by n_nationkey) as after from nation order by 1;

-- name: named_windows
select n_nationkey, sum(n_nationkey) over w as s, avg(n_nationkey) over w as a, count(*) over w as c from nation
window w as (partition by n_regionkey) order by 1;

-- name: named_window_extended
select n_nationkey, rank() over (w order by n_name) as r from nation window w as (partition by n_regionkey) order by 1;

-- name: averages_over_integers_are_exact
select n_nationkey, avg(n_nationkey) over (order by n_nationkey rows 2 preceding) as a from nation order by 1;

-- name: sum_over_bigint_is_numeric
select o_orderkey, sum(cast(o_orderkey as bigint)) over (order by o_orderkey) as s from orders where o_orderkey < 50 order by 1;

-- name: window_of_an_aggregate
select o_orderstatus, sum(o_totalprice) as total, rank() over (order by sum(o_totalprice) desc) as r,
sum(sum(o_totalprice)) over () as everything from orders group by o_orderstatus order by 1;

-- name: share_of_the_total
select r_name, count(*) as c, round(100.0 * count(*) / sum(count(*)) over (), 2) as share from region join nation on r_regionkey = n_regionkey
group by r_name order by 1;

-- name: window_filtered_outside
select * from (select c_nationkey, c_custkey, row_number() over (partition by c_nationkey order by c_acctbal desc, c_custkey) as rn
from customer) x where rn <= 2 order by 1, 3;

-- name: window_with_a_filter
select n_nationkey, count(*) filter (where n_name like '%A') over (order by n_nationkey) as c from nation order by 1;

-- name: window_in_order_by
select n_name from nation order by row_number() over (partition by n_regionkey order by n_name), n_regionkey;

-- name: window_over_nulls
select k, rank() over (order by k) as r, rank() over (order by k desc nulls last) as d from
(select nullif(n_regionkey, 2) as k from nation) x order by k, r, d;

-- name: window_without_anything
select n_nationkey, count(*) over () as c, min(n_name) over () as m from nation order by 1;

-- name: arithmetic_on_windows
select n_nationkey, n_nationkey - lag(n_nationkey, 1, 0) over (order by n_nationkey) as step,
100 * n_nationkey / sum(n_nationkey) over () as percent from nation order by 1;

-- name: two_windows_over_distinct_rows
select distinct n_regionkey, count(*) over (partition by n_regionkey) as c from nation order by 1;

-- name: window_over_a_join
select r_name, n_name, rank() over (partition by r_name order by n_name desc) as r from nation join region on n_regionkey = r_regionkey
order by 1, 3;

-- name: window_in_a_cte
with ranked as (select s_name, s_acctbal, rank() over (order by s_acctbal desc) as r from supplier)
select * from ranked where r <= 5 order by r, s_name;

-- name: boolean_aggregates_over_a_window
select n_nationkey, bool_and(n_nationkey > 3) over (order by n_nationkey desc) as b from nation order by 1;

-- name: string_agg_over_a_window
select n_nationkey, string_agg(n_name, ',') over (partition by n_regionkey order by n_nationkey) as names from nation order by 1;

-- name: order_by_two_keys_in_a_window
select s_suppkey, row_number() over (partition by s_nationkey order by s_acctbal desc nulls last, s_suppkey asc) as n from supplier
order by 1;

-- name: frame_with_exclusion
select n_nationkey, sum(n_nationkey) over (order by n_nationkey rows between 1 preceding and 1 following exclude current row) as s from nation order by 1;

-- name: constants_of_a_sub_query_over_a_window
select n_nationkey, first_value(k) over (order by n_nationkey) as f, lag(k, 1, 'z') over (order by n_nationkey) as l,
last_value(j) over (partition by n_regionkey) as n from (select nation.*, 'x' as k, cast(null as integer) as j from nation) x order by 1;

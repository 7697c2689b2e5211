-- name: inner_join
select n.n_name, r.r_name from nation n join region r on n.n_regionkey = r.r_regionkey order by n.n_nationkey;

-- name: inner_join_with_a_filter_in_its_condition
select n.n_name, r.r_name from nation n join region r on n.n_regionkey = r.r_regionkey and r.r_name like 'A%' order by 1;

-- name: left_join_keeps_unmatched
select c.c_custkey, o.o_orderkey from customer c left join orders o on o.o_custkey = c.c_custkey
where c.c_custkey < 30 order by 1, 2;

-- name: left_join_condition_is_not_where
select n.n_nationkey, r.r_name from nation n left join region r on n.n_regionkey = r.r_regionkey and r.r_name = 'ASIA'
order by 1;

-- name: right_join_keeps_unmatched
select o.o_orderkey, c.c_custkey from orders o right join customer c on o.o_custkey = c.c_custkey and o.o_totalprice > 300000
where c.c_custkey between 1 and 60 order by 2, 1;

-- name: full_join_keeps_both_sides
select a.n_nationkey as a, b.n_nationkey as b
from (select n_nationkey from nation where n_nationkey < 15) a
full join (select n_nationkey from nation where n_nationkey > 10) b on a.n_nationkey = b.n_nationkey
order by a, b;

-- name: full_join_using_merges_the_column
select n_nationkey, a.n_name as left_name, b.n_name as right_name
from (select n_nationkey, n_name from nation where n_nationkey < 15) a
full join (select n_nationkey, n_name from nation where n_nationkey > 10) b using (n_nationkey)
order by n_nationkey;

-- name: cross_join
select r.r_name, x.n from region r cross join (values (1), (2)) as x(n) order by r.r_name, x.n;

-- name: comma_join
select r_name, count(*) from region, nation where r_regionkey = n_regionkey group by r_name order by r_name;

-- name: natural_join
select * from (select r_regionkey as k, r_name from region) a natural join (select n_regionkey as k, n_name from nation) b
order by n_name;

-- name: natural_join_without_shared_columns_is_a_cross_join
select count(*) from region natural join nation;

-- name: using_shows_the_column_once
select * from (select n_nationkey as id, n_name from nation) a join (select s_nationkey as id, s_name from supplier) b using (id)
order by s_name;

-- name: using_two_columns
select count(*), sum(ps_availqty) from (select l_partkey as p, l_suppkey as s from lineitem) l
join (select ps_partkey as p, ps_suppkey as s, ps_availqty from partsupp) ps using (p, s);

-- name: self_join
select a.n_name, b.n_name from nation a join nation b on a.n_regionkey = b.n_regionkey and a.n_nationkey < b.n_nationkey
order by 1, 2;

-- name: non_equi_join
select a.r_regionkey, b.r_regionkey from region a join region b on a.r_regionkey < b.r_regionkey order by 1, 2;

-- name: join_on_an_inequality_and_an_expression
select a.n_nationkey, b.n_nationkey from nation a join nation b on a.n_nationkey + 1 = b.n_nationkey * 2 order by 1;

-- name: join_on_true
select count(*) from region a left join region b on true;

-- name: join_on_false
select a.r_name, b.r_name from region a left join region b on false order by 1;

-- name: join_in_parentheses
select r.r_name, n.n_name, s.s_suppkey from region r left join (nation n join supplier s on s.s_nationkey = n.n_nationkey)
on n.n_regionkey = r.r_regionkey order by 1, 2, 3;

-- name: many_joins
select count(*), sum(l_quantity) from lineitem join orders on l_orderkey = o_orderkey join customer on o_custkey = c_custkey
join nation on c_nationkey = n_nationkey join region on n_regionkey = r_regionkey where r_name = 'EUROPE';

-- name: semi_join_of_a_left_join
select c_custkey from customer c left join orders o on c.c_custkey = o.o_custkey where o.o_orderkey is null and c_custkey < 50
order by 1;

-- name: lateral_join
select r.r_name, x.n_name from region r cross join lateral
(select n.n_name from nation n where n.n_regionkey = r.r_regionkey order by n.n_name limit 2) x order by 1, 2;

-- name: left_join_lateral
select c.c_custkey, x.o_orderkey, x.o_totalprice from customer c left join lateral
(select o.o_orderkey, o.o_totalprice from orders o where o.o_custkey = c.c_custkey order by o.o_totalprice desc limit 1) x on true
where c.c_custkey <= 20 order by 1;

-- name: lateral_expression
select n.n_name, x.twice from nation n, lateral (select n.n_nationkey * 2 as twice) x order by 1;

-- name: join_of_aggregates
select a.k, a.customers, b.suppliers from (select c_nationkey as k, count(*) as customers from customer group by c_nationkey) a
join (select s_nationkey as k, count(*) as suppliers from supplier group by s_nationkey) b on a.k = b.k order by a.k;

-- name: three_aliases_of_one_table
select a.n_name, b.n_name, c.n_name from nation a, nation b, nation c
where a.n_nationkey = b.n_nationkey - 1 and b.n_nationkey = c.n_nationkey - 1 order by a.n_nationkey;

-- name: star_of_a_join
select * from nation join region on n_regionkey = r_regionkey order by n_nationkey;

-- name: qualified_stars
select r.*, n.n_name from nation n join region r on n.n_regionkey = r.r_regionkey order by n.n_nationkey;

-- name: right_join_using
select r_regionkey, x.n_name from (select n_regionkey as r_regionkey, n_name from nation where n_nationkey < 3) x
right join region using (r_regionkey) order by r_regionkey, n_name;

-- name: lateral_left_join_inside_a_join
select c.c_custkey, n.n_name, x.o_orderkey from customer c join nation n on n.n_nationkey = c.c_nationkey left join lateral
(select o.o_orderkey from orders o where o.o_custkey = c.c_custkey and n.n_nationkey > 2 order by o.o_orderdate, o.o_orderkey limit 1) x on true
where c.c_custkey <= 30 order by 1;

-- name: lateral_before_a_join
select n.n_name, x.s_name, r.r_name from nation n cross join lateral (select s.s_name from supplier s where s.s_nationkey = n.n_nationkey
order by s.s_name limit 1) x join region r on r.r_regionkey = n.n_regionkey order by 1;

-- name: left_join_lateral_with_a_condition
select r.r_name, x.n_name from region r left join lateral (select n.n_name from nation n where n.n_regionkey = r.r_regionkey and n.n_name like 'I%') x
on x.n_name <> 'IRAN' order by 1, 2;

-- name: lateral_aggregate
select r.r_name, x.c, x.m from region r, lateral (select count(*) as c, max(n.n_name) as m from nation n where n.n_regionkey = r.r_regionkey and n.n_name < 'J') x
order by 1;

-- name: lateral_after_a_join_of_columns_of_one_name
select a.n_name, b.n_name, x.n_name from nation a join nation b on b.n_regionkey = a.n_regionkey and b.n_nationkey < 3
left join lateral (select c.n_name from nation c where c.n_nationkey = b.n_nationkey + 1) x on true order by 1, 2;

-- name: lateral_with_columns_of_one_name_in_a_sub_query
select count(*), min(n_name) from (select a.n_name from nation a, lateral (select * from nation b where b.n_regionkey = a.n_regionkey) x
where x.n_nationkey + a.n_nationkey > 9 and x.n_name > a.n_name) y;

-- name: sub_query_of_the_row_beside_a_lateral_join
select a.n_name, (select max(r_name) from region where r_regionkey = x.n_regionkey) as r, x.n_name
from nation a left join lateral (select b.* from nation b where b.n_nationkey = a.n_nationkey + 20) x on true order by 1;

-- name: sub_query_of_the_row_beside_a_lateral_join_after_joins
select a.n_name, (select max(r_name) from region where r_regionkey = b.n_regionkey and x.n_name > a.n_name) as r
from nation a join nation b on b.n_nationkey = a.n_nationkey + 1
left join lateral (select c.* from nation c where c.n_nationkey = b.n_nationkey + 1) x on true order by 1;

-- name: aggregate_filtered_by_a_sub_query_beside_a_lateral_join
select count(*) filter (where a.n_regionkey not in (select r_regionkey from region where r_regionkey < x.n_regionkey)) as c, max(x.n_name)
from nation a join lateral (select b.* from nation b where b.n_nationkey = a.n_nationkey + 1) x on true;

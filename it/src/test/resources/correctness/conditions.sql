-- name: searched_case
select n_name, case when n_regionkey = 0 then 'first' when n_regionkey in (1, 2) then 'middle' else 'last' end as class from nation order by 1;

-- name: simple_case
select n_name, case n_regionkey when 0 then 'zero' when 1 then 'one' end as word from nation order by 1;

-- name: case_without_match_is_null
select case when false then 1 end as a, case 5 when 6 then 'x' end as b;

-- name: nested_case
select n_nationkey, case when n_nationkey > 10 then case when n_regionkey > 2 then 'a' else 'b' end else case n_regionkey when 1 then 'c' else null end end as t
from nation order by 1;

-- name: case_of_other_numeric_types
select case when n_nationkey > 5 then n_nationkey else 1.5 end, case when n_nationkey > 5 then 1 else null end from nation order by n_nationkey;

-- name: case_guards_a_division
select n_nationkey, case when n_nationkey = 0 then null else 100 / n_nationkey end as q from nation order by 1;

-- name: coalesce
select coalesce(nullif(n_regionkey, 1), -1), coalesce(null, n_name, 'x'), coalesce(nullif(n_name, 'CHINA'), 'none') from nation order by n_nationkey;

-- name: coalesce_of_other_numeric_types
select coalesce(nullif(n_nationkey, 3), 0.5), coalesce(null, 1, 2.5) from nation order by n_nationkey;

-- name: nullif_forms
select nullif(1, 1), nullif(1, 2), nullif('a', 'b'), nullif(n_nationkey, 3.0) from nation order by n_nationkey;

-- name: three_valued_logic
select a, b, a and b as conjunction, a or b as disjunction, not a as negation from
(values (true), (false), (null::boolean)) as x(a), (values (true), (false), (null::boolean)) as y(b) order by a, b;

-- name: is_true_and_its_kin
select a, a is true as t, a is not true as nt, a is false as f, a is not false as nf, a is unknown as u, a is not unknown as nu
from (values (true), (false), (null::boolean)) as x(a) order by a;

-- name: is_distinct_from
select a, b, a is distinct from b as d, a is not distinct from b as s from (values (1), (2), (null::int)) as x(a), (values (1), (null::int)) as y(b) order by a, b;

-- name: comparisons_with_null
select null = null as a, 1 <> null as b, null is null as c, n_nationkey > null as d, not (null = 1) as e from nation where n_nationkey < 2 order by n_nationkey;

-- name: between
select n_nationkey, n_nationkey between 5 and 7 as a, n_nationkey not between 5 and 7 as b, n_nationkey between 7 and 5 as c from nation order by 1;

-- name: between_symmetric
select n_nationkey from nation where n_nationkey between symmetric 7 and 5 or n_nationkey not between symmetric 22 and 3 order by 1;

-- name: between_text_and_decimals
select c_custkey from customer where c_name between 'Customer#000000010' and 'Customer#000000020' and c_acctbal between -100.5 and 5000 order by 1;

-- name: row_values_equal
select ps_partkey, ps_suppkey from partsupp where (ps_partkey, ps_suppkey) = (1, 2) or (ps_partkey, ps_suppkey) in ((2, 3), (3, 4)) order by 1, 2;

-- name: row_values_ordered
select ps_partkey, ps_suppkey from partsupp where (ps_partkey, ps_suppkey) < (3, 50) order by 1, 2;

-- name: row_values_with_null
select (1, null) = (1, 2) as a, (1, null) = (2, 2) as b, (1, 2) <> (1, 3) as c;

-- name: boolean_columns
select n_nationkey, n_nationkey > 5 as big, not n_nationkey > 5 as small, n_nationkey > 5 and n_regionkey < 3 as both_of_them from nation order by 1;

-- name: boolean_in_where
select n_name from nation where (n_nationkey > 20) = (n_regionkey > 2) order by 1;

-- name: and_or_precedence
select n_nationkey from nation where n_nationkey = 1 or n_nationkey = 2 and n_regionkey = 99 or not n_nationkey < 23 order by 1;

-- name: not_over_and_or
select n_nationkey from nation where not (n_nationkey < 20 or n_regionkey = 1) and not (n_nationkey = 24 and n_regionkey = 1) order by 1;

-- name: contradiction
select n_name from nation where n_nationkey > 5 and n_nationkey < 3;

-- name: tautology
select count(*) from nation where n_nationkey > 5 or n_nationkey <= 5 or null;

-- name: constant_conditions
select count(*) from nation where 1 = 1 and true and not false;

-- name: null_condition
select count(*) from nation where null;

-- name: comparison_chain_of_booleans
select (1 < 2) = (3 < 4) as a, (1 < 2) is distinct from (4 < 3) as b, true > false as c;

-- name: in_list_of_expressions
select n_nationkey from nation where n_nationkey in (n_regionkey, n_regionkey + 1, 20 + 2) order by 1;

-- name: ranges_with_gaps
select n_nationkey from nation where n_nationkey < 3 or n_nationkey between 6 and 8 or n_nationkey >= 22 order by 1;

-- name: excluded_points
select n_nationkey from nation where n_nationkey <> 3 and n_nationkey <> 5 and n_nationkey > 1 and n_nationkey < 9 order by 1;

-- name: nullable_ranges
select k, k > 2 and k < 4 as inside, k <= 2 or k >= 4 as outside, k not in (1, 3) as other from (select nullif(r_regionkey, 2) as k from region) x order by k;

-- name: least_and_greatest_of_text
select greatest(n_name, 'K'), least('K', n_name, null) from nation order by n_nationkey;

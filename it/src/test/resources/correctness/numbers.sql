-- name: decimal_sum_and_difference
select c_custkey, c_acctbal + 0.125, c_acctbal - 1000, 1 - c_acctbal from customer where c_custkey < 20 order by 1;

-- name: decimal_product
select l_orderkey, l_linenumber, l_extendedprice * (1 - l_discount) * (1 + l_tax) as charge from lineitem where l_orderkey < 40 order by 1, 2;

-- name: decimal_quotient
select c_custkey, c_acctbal / 3, c_acctbal / 7.0, 1 / nullif(c_acctbal, 0) from customer where c_custkey < 20 order by 1;

-- name: decimal_quotient_of_literals
select 1.0 / 3 as a, 10 / 4.0 as b, 1 / 3.00 as c, 2.5 / 0.5 as d, 100000000000.0 / 7 as e;

-- name: decimal_remainder
select c_custkey, c_acctbal % 7, c_acctbal % 0.3, mod(c_acctbal, 10) from customer where c_custkey < 20 order by 1;

-- name: integer_quotient_truncates
select 7 / 2 as a, -7 / 2 as b, 7 / -2 as c, n_nationkey / 3 from nation order by n_nationkey;

-- name: integer_remainder_takes_the_sign_of_the_first
select 7 % 3 as a, -7 % 3 as b, 7 % -3 as c, mod(-8, 5) as d;

-- name: unary_minus
select -n_nationkey, - - n_nationkey, +n_nationkey, -(n_nationkey - 5) from nation order by n_nationkey;

-- name: minus_binds_tighter_than_power
select -2 ^ 2 as a, 2 ^ 3 ^ 2 as b, 2 * 3 ^ 2 as c;

-- name: averages
select avg(n_nationkey), avg(c_acctbal), avg(c_acctbal * 1.5) from nation join customer on c_nationkey = n_nationkey;

-- name: average_of_a_bigint
select avg(o_orderkey), sum(o_orderkey) from orders;

-- name: big_sums
select sum(l_extendedprice * l_quantity * l_quantity), sum(l_extendedprice) * 1000000 from lineitem;

-- name: rounding
select round(2.5), round(-2.5), round(3.14159, 2), round(12345.678, -2), round(c_acctbal), round(c_acctbal, 1) from customer where c_custkey < 10
order by c_custkey;

-- name: rounding_of_doubles_is_to_even
select round(2.5::double precision), round(3.5::float8), round(n_nationkey / 2.0::float8) from nation order by n_nationkey;

-- name: truncation
select trunc(2.78), trunc(-2.78), trunc(3.14159, 3), trunc(c_acctbal, -1), floor(c_acctbal), ceil(c_acctbal), ceiling(-0.5) as c from customer
where c_custkey < 10 order by c_custkey;

-- name: absolute_value_and_sign
select abs(c_acctbal), sign(c_acctbal), abs(-3), sign(-2.5), abs(-1.5::float8) from customer where c_custkey < 10 order by c_custkey;

-- name: numeric_cast_without_precision_keeps_digits
select cast(1.23456 as numeric), 0.1::numeric + c_acctbal, cast('12.345' as numeric) from customer where c_custkey < 5 order by c_custkey;

-- name: numeric_cast_with_precision_rounds
select cast(1.23456 as numeric(10, 2)), 1.555::numeric(10, 2), cast(2.5 as numeric(5)), c_acctbal::numeric(12, 1) from customer where c_custkey < 5
order by c_custkey;

-- name: cast_to_integer_rounds
select cast(2.5 as integer), cast(3.5 as integer), 2.5::float8::integer, 1.4::int, -1.5::int, '42'::int, c_acctbal::bigint from customer
where c_custkey < 5 order by c_custkey;

-- name: cast_to_double
select c_acctbal::float8, cast(1 as double precision) / 3, 1::real, '1e3'::float8 from customer where c_custkey < 5 order by c_custkey;

-- name: casts_to_smallint_and_bigint
select 7::smallint, 8::int8, n_nationkey::smallint, n_nationkey::bigint * 3000000000 from nation order by n_nationkey;

-- name: integer_widening
select n_nationkey + 3000000000 as a, n_nationkey * 3000000000 as b, 2147483648 as c, 9223372036854775807 as d from nation order by 1;

-- name: literals_beyond_bigint_are_numeric
select 9223372036854775808 as a, 123456789012345678901234567890 as b, 1e3 as c, .5 as d, 5. as e;

-- name: float_arithmetic
select c_acctbal::float8 * 0.1, c_acctbal::float8 + 1, c_acctbal::float8 / 3 from customer where c_custkey < 10 order by c_custkey;

-- name: powers_and_roots
select power(2, 10), power(2.0, 3), sqrt(2), round(sqrt(2.0), 10), exp(0), ln(1), log(100) ;

-- name: greatest_and_least_ignore_null
select greatest(1, null, 3), least(2, null), greatest(nullif(n_nationkey, 5), 3), least(n_nationkey, 7, null) from nation order by n_nationkey;

-- name: greatest_of_mixed_numbers
select greatest(1, 2.5), least(1, 0.5, -3), greatest(c_acctbal, 100) from customer where c_custkey < 10 order by c_custkey;

-- name: comparison_of_mixed_numbers
select c_custkey from customer where c_acctbal > 9900 and c_acctbal < 9990.5 and c_custkey <> 12.5 order by 1;

-- name: decimal_in_case
select case when c_custkey % 2 = 0 then c_acctbal else 0 end, case when c_custkey > 3 then 1.5 else 2 end from customer where c_custkey < 10
order by c_custkey;

-- name: sum_of_a_quotient
select sum(c_acctbal / 3), avg(c_acctbal / c_custkey) from customer where c_custkey < 100;

-- name: count_in_arithmetic
select count(*) / 3, count(*) * 1.0 / 3, count(*) % 4, 100.0 * sum(n_nationkey) / count(*) from nation;

-- name: long_arithmetic
select ((n_nationkey + 1) * 2 - 3) / 4 % 5 + n_nationkey * (n_nationkey - 1) / 2 from nation order by n_nationkey;

-- name: numeric_text_keeps_its_scale
select (c_acctbal + 0.1)::text, (c_acctbal * 1.50)::text, 1.10::text, (2.50 * 2)::text from customer where c_custkey < 5 order by c_custkey;

-- name: numeric_quotient_as_text
select (1.0 / 3)::text as a, avg(n_nationkey)::text as b, sum(n_nationkey)::text as c, round(avg(n_nationkey), 3)::text as d from nation;

-- name: literals_with_a_point_only
select 5. / 2 as a, 7. as b, 005 / 2 as c;

-- name: remainder_has_the_wider_type
select count(*) % 4, n_nationkey % 3000000000, n_nationkey::smallint % 7 from nation group by n_nationkey order by n_nationkey;

-- name: smallest_and_largest_integers
select -2147483648 as a, -9223372036854775808 as b, 2147483647 + 0 as c;

-- name: quotients_have_enough_digits
select 1.0::numeric(3,1) / 3, 7.0 / 2, 1::numeric / 3, 10.00 / 3.000;

-- name: rounded_products
select round(c_acctbal / 7, 3), round(c_acctbal * c_acctbal * c_acctbal, 2), (c_acctbal / 7)::numeric(10,3) from customer where c_custkey < 4 order by c_custkey;

-- name: casts_of_aggregates
select sum(n_nationkey)::bigint, avg(n_nationkey)::int, (avg(n_nationkey) * 2)::float8, avg(n_nationkey::float8) from nation;

-- name: roots_and_logarithms_of_decimals
select sqrt(c_acctbal + 2000), power(c_acctbal, 2), ln(c_acctbal + 2000), exp(1.0), sqrt(c_custkey) from customer where c_custkey < 4 order by c_custkey;

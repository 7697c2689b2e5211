-- name: date_plus_interval
select o_orderkey, o_orderdate + interval '1' day, o_orderdate - interval '3' month, o_orderdate + interval '1 year 2 months' from orders
where o_orderkey < 20 order by 1;

-- name: date_plus_integer
select o_orderkey, o_orderdate + 7, o_orderdate - 30, 1 + o_orderdate from orders where o_orderkey < 20 order by 1;

-- name: difference_of_dates
select l_orderkey, l_linenumber, l_receiptdate - l_shipdate as days, l_commitdate - date '1995-01-01' from lineitem where l_orderkey < 20
order by 1, 2;

-- name: interval_units
select date '2024-01-31' + interval '1' month as a, timestamp '2024-02-29 12:00:00' + interval '1' year as b,
timestamp '2024-01-01 00:00:00' + interval '90' minute as c, timestamp '2024-01-01 00:00:00' - interval '1.5' second as d,
date '2024-01-01' + interval '2 weeks' as e, date '2024-01-01' + interval '1 day 12:30' as f, date '2024-03-31' - interval '1 mon' as g;

-- name: interval_ranges
select timestamp '2024-01-01 00:00:00' + interval '1-6' year to month as a, timestamp '2024-01-01 00:00:00' + interval '2 03:04:05' day to second as b,
timestamp '2024-01-01 00:00:00' + interval '10:30' hour to minute as c;

-- name: interval_arithmetic
select date '2024-01-01' + 3 * interval '1 day' as a, date '2024-01-01' + interval '1 day' * 2 as b,
date '2024-01-01' + (interval '1 day' + interval '2 hours') as c, date '2024-06-01' - interval '-1' day as d;

-- name: interval_times_a_column
select n_nationkey, date '2024-01-01' + n_nationkey * interval '1 day' as d from nation order by 1;

-- name: interval_in_a_condition
select count(*) from orders where o_orderdate >= date '1995-03-15' and o_orderdate < date '1995-03-15' + interval '3' month;

-- name: intervals_of_other_units
select timestamp '2024-01-01 00:00:00' + interval '1 century' as b,
timestamp '2024-01-01 00:00:00' + interval '36 hours' as c, timestamp '2024-01-01 00:00:00' + interval '100 days' as d;

-- name: extract_fields
select o_orderkey, extract(year from o_orderdate), extract(month from o_orderdate), extract(day from o_orderdate), extract(quarter from o_orderdate),
extract(dow from o_orderdate), extract(isodow from o_orderdate), extract(doy from o_orderdate), extract(week from o_orderdate),
extract(decade from o_orderdate), extract(century from o_orderdate) from orders where o_orderkey < 40 order by 1;

-- name: extract_of_a_timestamp
select extract(hour from t), extract(minute from t), extract(second from t), extract(epoch from t), extract(milliseconds from t), extract(microseconds from t)
from (select timestamp '2024-05-06 07:08:09.123456' as t) x;

-- name: extract_of_a_difference
select l_orderkey, extract(year from l_receiptdate) - extract(year from l_shipdate) as years from lineitem where l_orderkey < 10 order by l_orderkey, l_linenumber;

-- name: date_part
select o_orderkey, date_part('year', o_orderdate), date_part('dow', o_orderdate), date_part('epoch', o_orderdate) from orders where o_orderkey < 20 order by 1;

-- name: date_trunc
select o_orderkey, date_trunc('month', o_orderdate), date_trunc('quarter', o_orderdate), date_trunc('week', o_orderdate) from orders
where o_orderkey < 20 order by 1;

-- name: date_trunc_of_a_timestamp
select date_trunc('hour', t), date_trunc('minute', t), date_trunc('year', t), date_trunc('milliseconds', t)
from (select timestamp '2024-05-06 07:08:09.123456' as t) x;

-- name: group_by_date_trunc
select date_trunc('year', o_orderdate) as y, count(*), sum(o_totalprice) from orders group by date_trunc('year', o_orderdate) order by y;

-- name: group_by_date_trunc_ordinal
select date_trunc('month', o_orderdate)::date as m, count(*) from orders where o_orderdate < date '1993-01-01' group by 1 order by 1;

-- name: timestamp_with_zone_literals
select timestamptz '2024-03-31 01:30:00+01' as a, timestamp with time zone '2024-03-31 01:30:00-05' as b, cast('2024-01-01 00:00:00Z' as timestamptz) as c;

-- name: now_is_later_than_the_data
select count(*) from orders where o_orderdate < now() and o_orderdate < current_date and o_orderdate < current_timestamp;

-- name: current_date_arithmetic
select current_date - current_date as zero, current_date + 1 > current_date as later, now() - interval '1 day' < now() as earlier;

-- name: casts_between_dates_and_timestamps
select cast(o_orderdate as timestamp), cast(timestamp '2024-05-06 23:59:59' as date), o_orderdate::timestamptz from orders where o_orderkey < 10 order by o_orderkey;

-- name: casts_from_text
select date '1999-12-31' as a, '1999-12-31'::date as b, cast('1999-12-31 10:11:12.5' as timestamp) as c, time '10:11:12' as d, '23:59'::time as e;

-- name: date_compared_with_text
select count(*) from orders where o_orderdate between '1994-01-01' and '1994-12-31' and o_orderdate <> '1994-07-04';

-- name: min_and_max_dates
select min(o_orderdate), max(o_orderdate), max(o_orderdate) - min(o_orderdate) as days from orders;

-- name: to_char_of_dates
select to_char(o_orderdate, 'YYYY-MM-DD Day "of" Month'), to_char(o_orderdate, 'IYYY-IW') from orders where o_orderkey < 20 order by o_orderkey;

-- name: make_date_and_to_date
select make_date(2024, 2, 29), to_date('05 Dec 2000', 'DD Mon YYYY');

-- name: at_time_zone
select timestamp '2024-07-01 12:00:00' at time zone 'Europe/Berlin' as a, timestamptz '2024-07-01 12:00:00+00' at time zone 'America/New_York' as b;

-- name: timestamp_fractions
select timestamp '2024-01-01 00:00:00.000001' as a, cast('2024-01-01 00:00:00.9999995' as timestamp) as b, timestamp '2024-01-01 12:34:56.789'::timestamp(0) as c;

-- name: date_in_case_and_coalesce
select coalesce(nullif(o_orderdate, date '1996-01-02'), date '2000-01-01'), greatest(o_orderdate, date '1996-01-01') from orders
where o_orderkey < 20 order by o_orderkey;

-- name: lag_of_dates
select o_orderkey, o_orderdate - lag(o_orderdate) over (order by o_orderkey) as gap from orders where o_orderkey < 40 order by 1;

-- name: timestamps_compare_with_dates
select count(*) from orders where o_orderdate > timestamp '1995-01-01 00:00:01' and o_orderdate + interval '1 hour' < timestamp '1996-01-01 00:00:00';

-- name: datetime_arithmetic_keeps_its_parentheses
select o_orderkey, o_orderdate + (o_custkey - o_shippriority + 3) as a, o_orderdate - (o_shippriority - o_custkey) as b, o_orderdate - (o_custkey + 3) as c,
o_orderdate - (o_orderdate - o_custkey) as d, o_custkey - (o_orderdate - date '1995-01-01') as e, (o_orderdate - o_custkey) - (o_orderdate - 3) as f,
(o_custkey - 1) + (o_orderdate - (o_custkey + 3)) as g, o_orderdate + (o_custkey - 2) * 2 as h, o_custkey * (o_orderdate - (date '1995-01-01' - 3)) as i from orders;

-- name: intervals_keep_their_parentheses
select o_orderdate - (interval '1 day' + interval '2 hours') as a, o_orderdate + (interval '1 day' - interval '2 hours') as b,
o_orderdate - (interval '1 day' - interval '2 hours') as c, o_orderdate - (interval '3 days' - (interval '1 day' - interval '1 hour')) as d,
o_orderdate - interval '1 day' * (o_custkey - 3) as e, o_orderdate - (interval '1 day' + interval '1 hour') * 2 as f,
(o_orderdate - (interval '1 day' - interval '1 hour')) - interval '1 month' as g, o_orderdate - (interval '1 day' + interval '1 hour' * (o_custkey - 2)) as h,
(timestamp '2024-03-31 12:00:00' - (interval '1 month' + interval '1 month')) - (interval '1 day' - interval '2 days') as i from orders;

-- name: datetime_arithmetic_in_conditions
select count(*) from orders where o_orderdate - (o_custkey + 3) < o_orderdate - o_custkey + 3 and date '1998-08-02' - (o_orderdate - 10) > 20
and o_orderdate + (interval '1 day' - interval '2 days') < o_orderdate;

-- name: text_of_intervals_of_days_and_time
select interval '1 day 12:30'::text as a, interval '36 hours'::text as b, interval '1.5 days'::text as c, interval '-1 day -12:00'::text as d,
interval '1 day 2 hours ago'::text as e, interval '2 weeks 3 hours'::text as f, interval '0 days 36:00'::text as g, interval '1 day 23:59:59.999'::text as h,
(interval '-1 day' + interval '12:00')::text as i, (interval '1 day' + interval '36:00')::text as j, interval '-0.5 days'::text as k, (-interval '1 day 12:00')::text as l,
interval '1.5 weeks'::text as m, interval '1.5 days -1 hour'::text as n,
interval '-1 day 12:00'::text as o, interval '1 day 36:00'::text as p, (-interval '1 day -30:00')::text as q, interval '1 day -36:00 ago'::text as r,
timestamp '2024-01-31 00:00:00' + interval '-1 day 12:00' * 2 as s, timestamp '2024-01-31 00:00:00' - interval '1 day -12:00' as t;

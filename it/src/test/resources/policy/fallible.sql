10 / p.divisor <> 11

-10 / p.divisor <> 11

10 % p.divisor <> 11

mod(10, p.divisor) <> 11

p.big / p.divisor is not null or p.active

1.0 / p.divisor < 2

p.balance / p.divisor < 1e20

cast(1 as double precision) / p.divisor < 2

1 / (p.divisor * 1.0) < 2

10 / abs(cast(p.divisor as bigint)) <> 11

cast(p.digits as integer) <> 0

cast(p.digits as bigint) <> 0

p.digits::numeric <> 0

cast(p.digits as double precision) < 1e300

cast(p.digits as decimal(12, 2)) <> 0

cast(case when p.divisor = 0 then p.digits else '1' end as integer) = 1

cast(case when p.divisor = 0 then p.digits else '2020-01-01' end as date) > date '2019-01-01'

cast(case when p.divisor = 0 then p.digits else '2020-01-01 00:00:00' end as timestamp) > timestamp '2019-01-01 00:00:00'

cast(case when p.divisor = 0 then p.digits else 'true' end as boolean)

cast(case when p.divisor = 0 then 5000000000 else 1 end as integer) = 1

cast(case when p.divisor = 0 then 1e30 else 1 end as bigint) = 1

cast(case when p.divisor = 0 then 1000 else 1 end as decimal(3, 1)) = 1

cast(case when p.divisor = 0 then 'NaN' else '1' end as double precision)::integer = 1

'able' ~ p.word or p.id > 0

'able' !~ p.word or p.id > 0

'able' ~* p.word or p.id > 0

'able' similar to p.word or p.id > 0

'able' like p.word or p.id > 0

'able' like (case when p.divisor = 0 then 'ab\' else 'a%' end)

'able' ilike (case when p.divisor = 0 then 'ab\' else 'A%' end)

regexp_replace('able', case when p.divisor = 0 then '(' else 'a' end, 'x') <> ''

sqrt(case when p.divisor = 0 then -1 else 1 end) = 1

ln(case when p.divisor = 0 then 0 else 1 end) = 0

log(case when p.divisor = 0 then -1 else 1 end) = 0

power(case when p.divisor = 0 then 0 else 1 end, -1) = 1

exp(case when p.divisor = 0 then 100000 else 1 end) > 0

substring(p.word from 1 for (case when p.divisor = 0 then -1 else 1 end)) <> 'F' or p.word is null

split_part(p.word, 'a', (case when p.divisor = 0 then 0 else 1 end)) <> '?' or p.word is null

overlay('able' placing 'x' from (case when p.divisor = 0 then 0 else 1 end)) <> ''

chr(case when p.divisor = 0 then 0 else 65 end) = 'A'

length(repeat('x', case when p.divisor = 0 then 2000000000 else 1 end)) = 1

length(lpad('x', case when p.divisor = 0 then 2000000000 else 1 end)) = 1

make_date(2020, case when p.divisor = 0 then 13 else 1 end, 1) > date '2019-01-01'

to_date(case when p.divisor = 0 then 'x' else '2020' end, 'YYYY') > date '2019-01-01'

date '2020-01-01' + (case when p.divisor = 0 then 2147483647 else 1 end) > date '2019-01-01'

(case when p.divisor = 0 then 2147483647 else 1 end) + 1 > 0

(case when p.divisor = 0 then -2147483647 else 1 end) - 2 < 0

(case when p.divisor = 0 then 2147483647 else 1 end) * 2 > 0

(case when p.divisor = 0 then 9223372036854775807 else 1 end) + 1 > 0

abs(case when p.divisor = 0 then -2147483647 - 1 else 1 end) = 1

-(case when p.divisor = 0 then -2147483647 - 1 else 1 end) = -1

cast(case when p.divisor = 0 then 1e308 else 1 end as double precision) * 10 > 1

(select v.x from (values (0, 1), (0, 2)) as v(k, x) where v.k = p.divisor) is null

(select 10 / p.divisor) <> 11

exists (select 1 from people."group" g2 where g2.id / p.divisor >= 0)

11 not in (select 10 / p.divisor from people."group" g2)

11 <> all (select 10 / p.divisor from people."group" g2)

coalesce(10 / p.divisor, 0) <> 11

nullif(10 / p.divisor, 5) is distinct from 11

greatest(10 / p.divisor, 0) <> 11

10 / p.divisor between -11 and 11

10 / p.divisor in (-10, 10, 5, 3, 2, 1, 0)

case when p.id > 0 then 10 / p.divisor <> 11 else true end

(p.id, 10 / p.divisor) = (31, 11) or p.id > 0

cast(10 / p.divisor as varchar) <> '11'

(select 10 / p.divisor + v.divisor from (values (1)) as v(divisor)) <> 99

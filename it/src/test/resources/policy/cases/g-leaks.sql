-- G1 division beside a visible condition
select id from people.persons where id < 10 and 10 / divisor > 1

-- G1 division alone
select id from people.persons where 10 / divisor > 1

-- G1 division in the list
select id, 100 / divisor from people.persons where id > 0

-- G1 remainder
select id from people.persons where 10 % divisor = 0

-- G1 a visible row that fails
select id, 1 / (id - 1) from people.persons

-- G1 cast of text to a number
select id from people.persons where cast(digits as bigint) > 5

-- G1 cast with ::
select sum(digits::numeric) from people.persons

-- G1 regular expression from a column
select id from people.persons where 'able' ~ word

-- G1 like pattern from a column
select id from people.persons where word like note

-- G1 similar to from a column [or refused]
select id from people.persons where 'able' similar to word

-- G1 overflow of integers
select id from people.persons where "order" + 1 > 0 and id < 11

-- G1 overflow of bigint
select id from people.persons where big + 1 > 0 and id < 11

-- G1 logarithm
select id from people.persons where ln(divisor) >= 0 and id < 10

-- G1 square root
select id, sqrt(divisor) from people.persons where id < 10

-- G1 power
select id from people.persons where power(divisor, -1) > 0 and id < 10

-- G1 substring
select id from people.persons where substring(name from 1 for divisor) <> '' and id < 10

-- G1 split_part
select id from people.persons where split_part(name, 'a', divisor) <> '' and id < 10

-- G1 chr
select id, chr(divisor + 64) from people.persons where id < 10

-- G1 repeat
select id, length(repeat('x', divisor)) from people.persons where id < 10

-- G1 make_date
select id, make_date(2000, divisor, 1) from people.persons where id < 10

-- G1 to_date
select id, to_date(digits, 'DD') from people.persons where id < 10

-- G1 date arithmetic
select id, born + divisor from people.persons where id < 10

-- G1 case does not protect what it hides
select id, case when divisor = 0 then 1 / divisor else divisor end from people.persons

-- G1 coalesce
select id, coalesce(10 / divisor, 0) from people.persons

-- G1 in a join condition
select p.id, v.x from people.persons p join (values (1), (2)) as v(x) on 4 / p.divisor >= v.x

-- G1 in an outer join condition
select v.x, p.id from (values (1), (2)) as v(x) left join people.persons p on 4 / p.divisor >= v.x

-- G1 in both sides of a join
select p.id, o.id from people.persons p join people.orders o on o.person_id = p.id and 8 / p.divisor >= 4 / o.qty

-- G1 in group by
select 10 / divisor, count(*) from people.persons group by 10 / divisor

-- G1 in having
select active, max(10 / divisor) from people.persons group by active having min(10 / divisor) >= 0

-- G1 in order by
select id from people.persons order by 100 / divisor, id

-- G1 in order by under a limit
select id from people.persons order by 100 / divisor desc, id limit 2

-- G1 in a window
select id, rank() over (order by 10 / divisor) from people.persons

-- G1 in a window's partition
select id, count(*) over (partition by 10 / divisor) from people.persons

-- G1 in a filter clause
select count(*) filter (where 10 / divisor > 1) from people.persons

-- G1 in distinct
select distinct 10 / divisor from people.persons

-- G1 in distinct on
select distinct on (10 / divisor) 10 / divisor, id from people.persons order by 10 / divisor, id

-- G1 in a sub-query
select id from people."group" where id <= (select max(10 / divisor) from people.persons)

-- G1 in exists
select id from people."group" g where exists (select 1 from people.persons p where 10 / p.divisor > g.id)

-- G1 in a correlated sub-query
select id, (select sum(10 / p.divisor) from people.persons p where p.group_id = g.id) from people."group" g

-- G1 in a lateral [or refused]
select p.id, l.x from people.persons p, lateral (select 10 / p.divisor as x) as l

-- G1 in a union
select 10 / divisor from people.persons where active union select qty from people.orders where 4 / qty > 1

-- G1 in grouping sets
select 10 / divisor, count(*) from people.persons group by grouping sets ((10 / divisor), ())

-- G1 behind an offset
select id from (select id, divisor from people.persons order by id offset 1) as t where 10 / divisor > 1

-- G1 with a parameter as the divisor
-- with: 0
select id from people.persons where 10 / (divisor * cast(? as integer)) > 1 and divisor = 0

-- G1 a parameter that is no number
-- with: 'QZQ'
select id from people.persons where digits = ? and cast(digits as integer) > 0 and id < 10

-- G1 a second row for a scalar
select id from people.persons p where (select v.x from (values (0, 1), (0, 2)) as v(k, x) where v.k = p.divisor) = 1

-- G1 an aggregate that overflows
select sum(big) from people.persons where id < 10

-- G1 string to boolean
select id from people.persons where cast(case when divisor = 0 then 'maybe' else 'true' end as boolean)

-- G1 string to date
select id from people.persons where cast(case when divisor = 0 then digits else '2000-01-01' end as date) > date '1999-01-01'

-- G1 numeric to integer
select id, cast(case when divisor = 0 then 1e12 else divisor end as integer) from people.persons where id < 10

-- G1 json
select id, doc ->> 'a' from people.persons

-- G1 ntile of a column [refused 42601]
select id, ntile(case when divisor = 0 then 0 else 2 end) over (order by id) from people.persons where divisor = 0

-- G1 division in orders with a filter of three values
select id, 12 / qty from people.orders

-- G1 division in items behind a join
select id, 60 / pieces from people.items where id < 991

-- G1 the float that is not a number
-- graphql: { peopleOrdersAggregate { factorMax factorMin } }
select max(factor), min(factor) from people.orders

-- G1 a rounded float in a condition
-- graphql: { peoplePersons(where: {score: {gt: 0, lt: 100}}) { id } }
select id from people.persons where score > 0 and score < 100

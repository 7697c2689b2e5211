-- F1 like on a masked name
-- graphql: { peoplePersonsAggregate(where: {name: {like: "Ada L%"}}) { count } }
select count(*) from people.persons where name like 'Ada L%'

-- F1 like by letters
-- graphql: { peoplePersons(where: {name: {contains: "a"}}) { id name } }
select id, name from people.persons where name like '%a%'

-- F1 ilike
-- graphql: { peoplePersons(where: {name: {ilike: "ADA%"}}) { id } }
select id from people.persons where name ilike 'ADA%'

-- F1 equality with the true value
-- graphql: { peoplePersonsAggregate(where: {name: {eq: "Ada Lovelace"}}) { count } }
select count(*) from people.persons where name = 'Ada Lovelace'

-- F1 equality with the masked value
-- graphql: { peoplePersonsAggregate(where: {name: {eq: "Ada"}}) { count } }
select count(*) from people.persons where name = 'Ada'

-- F1 in a dictionary
-- graphql: { peoplePersonsAggregate(where: {name: {in: ["Ada Lovelace", "Alan Turing", "Grace Hopper", "Ada"]}}) { count } }
select count(*) from people.persons where name in ('Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Ada')

-- F1 bisection of a rounded number
-- graphql: { peoplePersonsAggregate(where: {balance: {gt: 149.5, lt: "150.5"}}) { count } }
select count(*) from people.persons where balance > 149.5 and balance < 150.5

-- F1 bisection by between
-- graphql: { peoplePersonsAggregate(where: {balance: {gte: 99.5, lte: 100.5}}) { count } }
select count(*) from people.persons where balance between 99.5 and 100.5

-- F1 equality of a rounded number
-- graphql: { peoplePersons(where: {points: {eq: 12}}) { id } }
select id from people.persons where points = 12

-- F1 not equal
-- graphql: { peoplePersons(where: {points: {neq: 10}}) { id } }
select id from people.persons where points <> 10

-- F1 bisection of a truncated date
-- graphql: { peoplePersons(where: {born: {gt: "1815-06-01", lt: "1816-01-01"}}) { id } }
select id from people.persons where born > date '1815-06-01' and born < date '1816-01-01'

-- F1 extract below the truncation
select id, extract(month from born), extract(day from born), extract(doy from born) from people.persons

-- F1 extract below the truncation of an instant
select id, extract(hour from seen), extract(minute from seen) from people.persons

-- F1 instants between
-- graphql: { peoplePersonsAggregate(where: {seen: {gt: "2024-01-01T12:00:00Z"}}) { count } }
select count(*) from people.persons where seen > timestamp with time zone '2024-01-01 12:00:00+00'

-- F1 redacted is a constant
-- graphql: { peoplePersonsAggregate { count phoneCountDistinct phoneMin phoneMax } }
select count(*), count(distinct phone), min(phone), max(phone) from people.persons

-- F1 redacted is not even null
-- graphql: { peoplePersons(where: {phone: {isNull: true}}) { id } }
select id from people.persons where phone is null

-- F1 length of a redacted text
select distinct length(phone) from people.persons

-- F1 nulled column
-- graphql: { peoplePersons(where: {or: [{nick: {isNull: false}}, {nick: {eq: "ada"}}, {nick: {like: "%"}}]}) { id } }
select id from people.persons where nick is not null or nick = 'ada' or nick like '%'

-- F1 similar to
select id from people.persons where name similar to 'Ada%'

-- F1 regular expression
select id from people.persons where name ~ '^A.+ ' or note ~ '.{2}'

-- F1 starts_with
-- graphql: { peoplePersons(where: {name: {startsWith: "Ada L"}}) { id } }
select id from people.persons where starts_with(name, 'Ada L')

-- F1 position
select id, position(' ' in name), strpos(name, 'L') from people.persons

-- F1 rounded float
select id, score, score / 10, score > 1.2 from people.persons

-- F1 rounded decimal with its parts
select id, balance, mod(balance, 100), balance - round(balance) from people.persons

-- F3 alias
select name as email, email as name from people.persons

-- F3 function of a masked column
select upper(name), length(name), substring(name, 4), right(name, 5), reverse(name), name || note from people.persons

-- F3 cast of a masked column
select cast(points as varchar), cast(balance as integer), points::text from people.persons

-- F3 text of every masked column
select name::text, phone::text, note::text, born::text, points::text from people.persons

-- F3 text of a rounded decimal
select id, balance::text, cast(balance as varchar) from people.persons

-- F3 coalesce and nullif
select coalesce(nick, name), nullif(phone, '[REDACTED]'), greatest(name, note), least(points, 5) from people.persons

-- F3 case
select case when name = 'Ada Lovelace' then 'it is she' when length(name) > 3 then 'long' else 'masked' end from people.persons

-- F3 through a sub-query and back
select t.x from (select id, name as x from people.persons) as t where t.x like 'A%' order by t.id

-- F4 min and max
-- graphql: { peoplePersonsAggregate { nameMin nameMax balanceMin balanceMax bornMin seenMax pointsMin } }
select min(name), max(name), min(balance), max(balance), min(born), max(seen), min(points) from people.persons

-- F4 sum and average
-- graphql: { peoplePersonsAggregate { balanceSum balanceAvg pointsSum pointsAvg } }
select sum(balance), avg(balance), sum(points), avg(points) from people.persons

-- F4 top one
-- graphql: { peoplePersons(orderBy: [{balance: DESC_NULLS_LAST}, {id: ASC}], limit: 1) { name balance } }
select name, balance from people.persons order by balance desc nulls last, id limit 1

-- F4 sort order of masked values
select id from people.persons order by name, note nulls first, id

-- F4 sort order of a constant mask
select id from people.persons order by phone, id

-- F4 distinct
-- graphql: { peoplePersonsAggregate(groupBy: {points: true, name: true}) { points name } }
select distinct points, name from people.persons

-- F4 group by
-- graphql: { peoplePersonsAggregate(groupBy: {balance: true}) { balance count } }
select balance, count(*) from people.persons group by balance

-- F4 rank
select id, rank() over (order by balance), dense_rank() over (order by name), ntile(2) over (order by id) from people.persons

-- F4 percentile of a masked column
select percentile_disc(0.5) within group (order by points) from people.persons

-- F4 stddev
select stddev(points), variance(points) from people.persons

-- F6 join on a masked column
select a.id, b.id from people.persons a join people.persons b on a.points = b.points

-- F6 join on a masked and an open column of two policies
select p.id, q.id from people.persons p join "people@1".persons q on q.name = p.name

-- F6 join on a rounded number of another policy
select p.id, q.id from people.persons p join "people@1".persons q on q.balance = p.balance

-- F6 dictionary attack by values
select p.id, v.n from people.persons p join (values ('Ada Lovelace', 1), ('Alan Turing', 2), ('Ada', 3), ('Ala', 4)) as v(w, n) on v.w = p.name

-- F6 dictionary attack by numbers
select p.id, v.x from people.persons p join (values (10), (11), (12), (13), (14), (15)) as v(x) on v.x = p.points

-- F6 left join of a dictionary
select v.x, p.id from (values (100.00), (149.99), (150.00), (200.00)) as v(x) left join people.persons p on p.balance = v.x

-- F6 correlated dictionary
select v.x, (select count(*) from people.persons p where p.points = v.x) from (values (12), (10)) as v(x)

-- F6 amounts of orders
select o.id from people.orders o join (values (-18765.44), (-19000.00)) as v(x) on v.x = o.amount

-- F8 the hash is shown and nothing else
select id, email from people.persons

-- F8 equality with the true value [or refused]
-- graphql: { peoplePersonsAggregate(where: {email: {eq: "ada@north.example"}}) { count } }
select count(*) from people.persons where email = 'ada@north.example'

-- F8 dictionary on the hash [or refused]
select p.id, v.n from people.persons p join (values ('ada@north.example', 1), ('x', 2)) as v(w, n) on v.w = p.email

-- F8 like on the hash [or refused]
-- graphql: { peoplePersons(where: {email: {like: "ada%"}}) { id } }
select id from people.persons where email like 'ada%'

-- F8 length of the hash [or refused]
select id, length(email) from people.persons

-- F8 equal values have equal hashes
-- graphql: { peoplePersonsAggregate(groupBy: {email: true}) { email count } }
select email, count(*) from people.persons group by email

-- F8 hashes of one value in two projections [or refused]
select p.id, d.id from people.persons p join directory.persons d on d.email = p.email

-- F8 order of hashes [or refused]
select id, email from people.persons order by email, id

-- F8 min of hashes [or refused]
-- graphql: { peoplePersonsAggregate { emailMin emailMax emailCountDistinct } }
select min(email), max(email), count(distinct email) from people.persons

-- F8 NULL keeps being NULL under the hash [or refused]
-- graphql: { peoplePersons(where: {email: {isNull: true}}) { id } }
select id from people.persons where email is null

-- F8 union of hashes [or refused]
select email from people.persons union select name from people.persons

-- F8 hash in a correlated sub-query [or refused]
select id from people.persons p where exists (select 1 from people.persons q where q.email = p.email and q.id <> p.id)

-- F8 hash beside a filter that may fail [or refused]
select id, email from people.persons where 10 / divisor > 1

-- F8 hash in a window [or refused]
select id, count(*) over (partition by email) from people.persons

-- F8 the ciphertext is shown and nothing else
select id, badge from people.persons

-- F8 dictionary on the ciphertext
-- graphql: { peoplePersonsAggregate(where: {or: [{badge: {eq: "A-100"}}, {badge: {in: ["B-200", "", "a-100"]}}]}) { count } }
select count(*) from people.persons where badge = 'A-100' or badge in ('B-200', '', 'a-100')

-- F8 equality with a ciphertext that was seen
-- graphql: { peoplePersons(where: {badge: {eq: "7nAN/jSYy1Uvr3zSFUyo5Kjsrtbv"}}) { id } }
select id from people.persons where badge = '7nAN/jSYy1Uvr3zSFUyo5Kjsrtbv'

-- F8 a ciphertext as a parameter
-- with: '7nAN/jSYy1Uvr3zSFUyo5Kjsrtbv'
-- graphql: query($p1: String!) { peoplePersons(where: {badge: {eq: $p1}}) { id } }
select id from people.persons where badge = cast(? as varchar)

-- F8 equal values have equal ciphertexts
-- graphql: { peoplePersonsAggregate(groupBy: {badge: true}) { badge count } }
select badge, count(*) from people.persons group by badge

-- F8 distinct ciphertexts
-- graphql: { peoplePersonsAggregate(groupBy: {badge: true}) { badge } }
select distinct badge from people.persons

-- F8 ciphertexts of one column joined with themselves
select a.id, b.id from people.persons a join people.persons b on a.badge = b.badge and a.id < b.id

-- F8 ciphertexts of one value in two projections
select p.id, a.id, p.badge, a.badge from people.persons p join annex.persons a on a.badge = p.badge

-- F8 ciphertexts that another projection lacks
select badge from people.persons except select badge from annex.persons

-- F8 order of ciphertexts is not the order of what they hide
select id, badge from people.persons order by badge, id

-- F8 rank by ciphertexts [or refused]
select id, rank() over (order by badge) from people.persons where badge is not null

-- F8 extremes of ciphertexts
-- graphql: { peoplePersonsAggregate { badgeMin badgeMax badgeCountDistinct badgeCount } }
select min(badge), max(badge), count(distinct badge), count(badge) from people.persons

-- F8 bisection of ciphertexts
-- graphql: { peoplePersonsAggregate(where: {badge: {gte: "A", lt: "B"}}) { count } }
select count(*) from people.persons where badge >= 'A' and badge < 'B'

-- F8 beginnings of ciphertexts
select id from people.persons where badge like 'A-%' or starts_with(badge, 'B-')

-- F8 beginnings of ciphertexts as parameters [or refused]
-- with: 'A-%', 'B-'
-- graphql: query($p1: String!, $p2: String!) { peoplePersons(where: {or: [{badge: {like: $p1}}, {badge: {startsWith: $p2}}]}) { id } }
select id from people.persons where badge like cast(? as varchar) or starts_with(badge, cast(? as varchar))

-- F8 ciphertexts are as long as their values and a block
select id, length(badge), left(badge, 4), badge || '!' from people.persons

-- F8 NULL keeps being NULL under the cipher
-- graphql: { peoplePersons(where: {badge: {isNull: true}}) { id } }
select id from people.persons where badge is null

-- F8 an empty text is not empty under the cipher
-- graphql: { peoplePersons(where: {badge: {neq: ""}, id: {in: [4, 23]}}) { id } }
select id from people.persons where badge <> '' and id in (4, 23)

-- F8 cipher beside a filter that may fail
select id, badge from people.persons where 10 / divisor > 1

-- F8 cipher in a correlated sub-query
select id from people.persons p where exists (select 1 from people.persons q where q.badge = p.badge and q.id <> p.id)

-- F8 cipher in a window [or refused]
select id, count(*) over (partition by badge) from people.persons

-- F8 cipher and hash in one column
select badge from people.persons union all select email from people.persons

-- F8 cipher under a case
select id, case when badge = name then 'same' else badge end from people.persons

-- F8 decrypting by name [refused]
select decrypt(badge) from people.persons

-- F8 the cipher's operator by name [refused]
select colonnade_encrypt('A-100')

-- F8 encrypting by name [refused]
select encrypt('A-100')

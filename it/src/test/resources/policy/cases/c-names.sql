-- C1 quoted schema and table
select count(*) from "people"."persons"

-- C1 quoted everything
select "p"."id", "p"."order" from "people"."persons" as "p"

-- C1 quoted in another case [refused 42P01]
select count(*) from "PEOPLE"."persons"

-- C1 quoted table in another case [refused 42P01]
select count(*) from people."Persons"

-- C1 unquoted in another case
select COUNT(*) from PEOPLE.PERSONS

-- C1 quoted with a blank [refused 42P01]
select count(*) from people."persons "

-- C1 quoted with the dot inside [refused 42P01]
select count(*) from "people.persons"

-- C1 unicode escapes [or refused]
select count(*) from U&"people".U&"persons"

-- C2 with the catalogue
select count(*) from colonnade.people.persons

-- C2 with another catalogue [refused 42P01]
select count(*) from other.people.persons

-- C2 with the source's name [refused 42P01]
select count(*) from tpch.people.persons

-- C2 with the database's name [refused 42P01]
select count(*) from policy.vault.vt_person

-- C2 the same name in another schema
select * from annex.persons

-- C2 both of one name
select p.id, a.name from people.persons p join annex.persons a on a.id = p.id

-- C2 another schema of the same table
select * from "people@1".persons

-- C2 the newest by its number [refused]
select count(*) from "people@2".persons

-- C3 the source's schema [refused 42P01]
select * from vault.vt_person

-- C3 the source's table alone [refused 42P01]
select * from vt_person

-- C3 the source's quoted table [refused 42P01]
select * from vault."VT_ORDER"

-- C3 the source's table in our schema [refused 42P01]
select * from people.vt_person

-- C3 public [refused 42P01]
select * from public.persons

-- C4 information_schema [refused 42P01]
select * from information_schema.tables

-- C4 pg_catalog [refused 42P01]
select * from pg_catalog.pg_class

-- C4 pg_stats [refused 42P01]
select * from pg_stats

-- C4 pg_statistic [refused 42P01]
select most_common_vals from pg_catalog.pg_stats where tablename = 'vt_person'

-- C4 regclass [refused]
select 'vault.vt_person'::regclass

-- C5 hidden filter column by name [refused]
select vt_tenant from people.persons

-- C5 hidden filter column with its table [refused]
-- graphql: { peoplePersons { vtLevel } }
select p.vt_level from people.persons p

-- C5 hidden filter column in where [refused]
-- graphql: { peoplePersons(where: {vtTenant: {eq: "south"}}) { id } }
select id from people.persons where vt_tenant = 'south'

-- C5 hidden filter column in order by [refused]
-- graphql: { peoplePersons(orderBy: [{vtTenant: ASC}, {id: ASC}]) { id } }
select id from people.persons order by vt_tenant, id

-- C5 hidden filter column in group by [refused]
-- graphql: { peoplePersonsAggregate(groupBy: {vtTenant: true}) { count } }
select count(*) from people.persons group by vt_tenant

-- C5 hidden filter column in a join [refused]
select a.id from people.persons a join people.orders b on a.vt_tenant = b.vt_tenant

-- C5 hidden filter column in a natural join
select count(*) from people.orders natural join (select id, amount from people.orders) o

-- C5 hidden filter column by using [refused]
select a.id from people.persons a join people.orders b using (vt_tenant)

-- C5 hidden filter column in a window [refused]
select row_number() over (order by vt_tenant) from people.persons

-- C5 a source column that the contract renames [refused]
select full_name from people.persons

-- C5 a source column of the joined table [refused]
select "Tenant" from people.items

-- C5 a source column that the contract leaves out [refused]
select vt_public from directory.persons

-- C6 system column ctid [refused]
select ctid from people.persons

-- C6 system column xmin [refused]
select xmin from people.persons

-- C6 system column tableoid [refused]
select tableoid from people.persons

-- C6 system column oid [refused]
select oid from people.persons

-- C6 system column in where [refused]
select id from people.persons where ctid = '(0,1)'

-- C7 whole row [refused]
select persons from people.persons

-- C7 whole row by alias [refused]
select p from people.persons p

-- C7 whole row as text [refused]
select p::text from people.persons p

-- C7 whole row counted [refused]
select count(p) from people.persons p

-- C7 whole row built [refused]
select row(p.*) from people.persons p

-- C7 whole row to json [refused]
select to_jsonb(p) from people.persons p

-- C7 whole row aggregated [refused]
select json_agg(p) from people.persons p

-- C7 whole row compared [refused]
select 1 from people.persons p where p = p

-- C7 whole row is null [refused]
select 1 from people.persons p where p is not null

-- C7 field of a whole row [refused]
select (p).vt_tenant from people.persons p

-- C7 function called as a column [refused]
select p.upper from people.persons p

-- C8 star of one table in a join
select p.*, g.name from people.persons p join people."group" g on g.id = p.group_id

-- C8 star twice
select a.*, b.* from people."group" a join people."group" b on a.id = b.id

-- C8 star in exists
select id from people."group" where exists (select * from people.persons where divisor = 0)

-- C9 keywords as names
select g."select", g."order", p."order" from people."group" g join people.persons p on p.group_id = g.id

-- C9 keyword as an alias
select "from"."order" as "select" from people.persons as "from" order by 1

-- C9 aliases of columns
select x.a, x.c from people."group" as x(a, b, c, d)

-- C9 alias in having and order by
-- graphql: { peoplePersonsAggregate(groupBy: {name: true}, orderBy: [{count: DESC}, {name: ASC}]) { name count } }
select name as n, count(*) as c from people.persons group by name order by c desc, n

-- C9 a name longer than PostgreSQL keeps
select id as aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa from people."group" order by 1

-- C9 table alias that is another table's name
select persons.id from people."group" as persons order by 1

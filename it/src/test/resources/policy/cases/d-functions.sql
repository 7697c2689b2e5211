-- D1 create a view [refused]
create view people.v as select * from people.persons

-- D1 the source's view by its generated name [refused 42P01]
select * from av_persons

-- E2 table function [refused]
select * from generate_series(1, 5)

-- E2 table function over hidden rows [refused]
select * from table(query_to_xml('select * from vault.vt_person', true, true, ''))

-- E2 unnest [refused]
select * from unnest(array[1, 2])

-- E3 read_csv [refused]
select * from read_csv('/etc/passwd')

-- E3 read_parquet in the list [refused]
select id, (select count(*) from read_parquet('/etc/passwd')) from people."group"

-- E3 a file as a table [refused]
select * from '/etc/passwd'

-- E3 a quoted file as a table [refused]
select * from "/etc/passwd"

-- E4 query_to_xml [refused]
select query_to_xml('select * from vault.vt_person', true, true, '')

-- E4 database_to_xml [refused]
select database_to_xml(true, true, '')

-- E4 dblink [refused]
select dblink('dbname=policy', 'select * from vault.vt_person')

-- E4 pg_read_file [refused]
select pg_read_file('/etc/passwd')

-- E4 pg_ls_dir [refused]
select pg_ls_dir('.')

-- E4 lo_export [refused]
select lo_export(1, '/tmp/x')

-- E4 lo_import [refused]
select lo_import('/etc/passwd')

-- E4 current_setting [refused]
select current_setting('data_directory')

-- E4 set_config [refused]
select set_config('x.y', 'z', false)

-- E4 pg_sleep [refused]
select pg_sleep(5)

-- E4 pg_sleep over hidden rows [refused]
select id from people.persons where divisor = 0 and pg_sleep(5) is null

-- E4 version [refused]
select version()

-- E4 current_user [refused]
select current_user

-- E4 session_user [refused]
select session_user

-- E4 inet_server_addr [refused]
select inet_server_addr()

-- E4 has_table_privilege [refused]
select has_table_privilege('vault.vt_person', 'select')

-- E4 pg_relation_size [refused]
select pg_relation_size('vault.vt_person')

-- E4 txid [refused]
select txid_current()

-- E4 nextval [refused]
select nextval('s')

-- E4 random [refused]
select random()

-- E4 qualified function [refused]
select pg_catalog.pg_sleep(5)

-- E4 quoted function [refused]
select "pg_sleep"(5)

-- E4 our own mask [refused]
select hash('ada@north.example')

-- E4 our own mask by its name in plans [refused]
select colonnade_hash('ada@north.example')

-- E4 the encrypting mask [refused]
select encrypt('ada@north.example'), decrypt('x')

-- E4 digests that PostgreSQL has [refused]
select sha256('ada@north.example'), hmac('a', 'b', 'sha256')

-- E4 the engine's own functions [refused]
select getenv('PATH')

-- E4 error on demand [refused]
select error('x')

-- E5 update in disguise [refused]
select 1 where 1 = (with x as (update people.persons set id = 1 returning id) select 1 from x)

-- E5 into [refused]
select * into stolen from people.persons

-- E5 escape strings do not end the literal
-- graphql: { peoplePersons(where: {note: {in: ["'", "\\", "x"]}}) { id } }
select id from people.persons where note = E'\'' or note = '\' or note = 'x'

-- E5 dollar quotes [refused]
select count(*) from people.persons where name = $$x' or true --$$

-- E5 a literal that looks like a comment
-- graphql: { peoplePersonsAggregate(where: {name: {in: ["/*", "--", "'; drop table x --"]}}) { count } }
select count(*) from people.persons where name = '/*' or name = '--' or name = '''; drop table x --'

-- E5 backslash before the quote
-- graphql: { peoplePersonsAggregate(where: {or: [{name: {eq: "\\"}}, {name: {eq: " or true --"}}]}) { count } }
select count(*) from people.persons where name = '\' or name = ' or true --'

-- E5 braces of a filter in a query
-- graphql: { peoplePersonsAggregate(where: {name: {eq: "{context.tenant}"}}) { count } }
select count(*) from people.persons where name = '{context.tenant}'

-- E5 braces of a filter as an expression [refused]
select count(*) from people.persons where name = {context.tenant}

-- E5 JDBC escapes
-- as: select count(*) from people.persons where born > date '1900-01-01'
select count(*) from people.persons where born > {d '1900-01-01'}

-- E5 numbered parameters where none are given [refused]
select id from people.persons where id = $1

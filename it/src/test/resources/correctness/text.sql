-- name: like
select p_name from part where p_name like '%almond%' and p_name not like 'a%' order by 1 limit 20;

-- name: like_underscore
select n_name from nation where n_name like '_R%' order by 1;

-- name: like_with_escape
select s, s like '%!%%' escape '!' as a, s like '%\_%' as b from (values ('50%'), ('a_b'), ('ab')) as t(s) order by s;

-- name: like_with_special_characters
select s, s like 'a.c' as dot, s like '%(%' as paren, s like '%[%' as bracket, s like '%*%' as star from (values ('abc'), ('a.c'), ('(x)'), ('[y]*')) as t(s)
order by s;

-- name: ilike
select n_name from nation where n_name ilike 'unit%' or n_name not ilike '%A%' order by 1;

-- name: similar_to
select n_name from nation where n_name similar to '(A|B)%' or n_name not similar to '%[A-M]' order by 1;

-- name: regular_expressions
select n_name from nation where n_name ~ '^[A-E].*A$' or n_name ~* 'united' order by 1;

-- name: negated_regular_expressions
select n_name from nation where n_name !~ '[AEIOU]{2}' and n_name !~* '^u' order by 1;

-- name: substring_forms
select substring(n_name from 2 for 3), substring(n_name, 2, 3), substring(n_name from 3), substring(n_name, 4), substr(n_name, 2, 2) from nation order by n_nationkey;

-- name: substring_at_odd_positions
select substring('abcdef' from 0 for 3) as a, substring('abcdef' from -1 for 4) as b, substring('abc' from 10) as c, substring('abc' from 2 for 100) as d;

-- name: position_and_strpos
select position('A' in n_name), strpos(n_name, 'AN'), position('' in n_name) from nation order by n_nationkey;

-- name: trim_forms
select trim('  x  ') as a, trim(both 'x' from 'xxaxx') as b, trim(leading '0' from '0012') as c, trim(trailing from 'ab  ') as d, ltrim('  a') as e, rtrim('a  ') as f,
btrim('xyxaxy', 'xy') as g, ltrim('xxa', 'x') as h;

-- name: left_right_and_padding
select left(n_name, 3), right(n_name, 2), left(n_name, -2), lpad(n_name, 10, '.'), rpad(n_name, 4), lpad(n_name, 3) from nation order by n_nationkey;

-- name: replace_translate_repeat_reverse
select replace(n_name, 'A', '__'), translate(n_name, 'AEIOU', '12345'), repeat('ab', n_regionkey), reverse(n_name) from nation order by n_nationkey;

-- name: split_part
select split_part(p_name, ' ', 2), split_part(p_name, ' ', 99), split_part('a,b', ',', 1) from part where p_partkey < 10 order by p_partkey;

-- name: concatenation
select n_name || '-' || n_nationkey, 'x' || null, n_nationkey || '/' || n_regionkey from nation order by n_nationkey;

-- name: concat_skips_null
select concat(n_name, null, n_nationkey, '!') from nation order by n_nationkey;

-- name: lengths
select length(n_name), char_length(n_name), octet_length('né'), length('né'), length(''), character_length('abc') from nation order by n_nationkey;

-- name: letter_case
select upper(n_comment), lower(n_name), initcap(n_name) from nation order by n_nationkey;

-- name: md5_chr_ascii
select md5(n_name), chr(65 + n_regionkey), ascii(n_name), ascii('é'), chr(8364) from nation order by n_nationkey;

-- name: regexp_replace
select regexp_replace(p_name, '[aeiou]', '*'), regexp_replace(p_name, '[aeiou]', '', 'g') from part where p_partkey < 10 order by p_partkey;

-- name: starts_with
select n_name from nation where starts_with(n_name, 'I') order by 1;

-- name: non_ascii_text
select 'naïve café' as a, '日本語' as b, '😀' as c, upper('straße') as d, length('日本語😀') as e, 'ß' = 'ß' as f;

-- name: quotes_in_text
select 'it''s' as a, '"quoted"' as b, 'back\slash' as c, E'tab\there' as d, '--no comment' as e, '/* neither */' as f;

-- name: text_casts
select n_nationkey::text, cast(n_regionkey as varchar), 1.50::text, true::text, date '2024-01-02'::text, 2.5::float8::text, null::text from nation order by n_nationkey;

-- name: varchar_cast_cuts
select cast(n_name as varchar(3)), n_name::varchar(5) from nation order by n_nationkey;

-- name: text_compares_with_its_blanks
select 'a' = 'a ' as a, 'abc' < 'abd' as b, '' = ' ' as c, 'ab ' || 'x' as d;

-- name: text_in_case_keeps_its_length
select case when n_regionkey = 0 then 'a' when n_regionkey = 1 then 'longer' else n_name end || '|' from nation order by n_nationkey;

-- name: case_of_literals_is_not_padded
select '[' || case n_regionkey when 0 then 'x' when 1 then 'xyz' else 'xy' end || ']' as t, length(case when n_regionkey = 0 then 'a' else 'abc' end) from nation
order by n_nationkey;

-- name: text_compares
select n_name from nation where n_name >= 'IN' and n_name < 'J' order by 1;

-- name: large_in_list
select count(*), min(p_name) from part where p_partkey in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 7, 11, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 97, 101, 103);

-- name: in_list_of_texts_of_other_lengths
select n_name from nation where n_name in ('FRANCE', 'CHINA', 'PERU ', 'nowhere at all') order by 1;

-- name: not_in_list_with_null
select count(*) from nation where n_nationkey not in (1, 2, null);

-- name: overlay
select overlay(n_name placing '##' from 2 for 3) from nation order by n_nationkey;

-- name: to_char_of_numbers
select to_char(c_acctbal, '999,990.00'), to_char(c_custkey, 'FM0000') from customer where c_custkey < 10 order by c_custkey;

-- name: nested_text_functions
select upper(substring(trim(both ' ' from replace(n_comment, 'a', ' ')) from 1 for 10)) from nation order by n_nationkey;

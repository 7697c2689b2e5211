-- What one person may see, as tables of their own: hidden rows are not there and masked values are nowhere. Written by
-- hand from the projections, in PostgreSQL's own SQL, so that no code of ours has a part in it. Runs after source.sql in
-- a database of the person's own; ":name" is one of the person's facts. The projections that the person may not see, and
-- the tables that everything comes from, are dropped afterwards. Rounding stops at the largest multiple of its type.
CREATE FUNCTION keyed_hash(value text) RETURNS text LANGUAGE plpgsql STRICT AS $$
DECLARE
    -- HMAC as RFC 2104 defines it: a key of less than 64 bytes, filled up with zeros.
    inner_pad bytea := convert_to(rpad('', 64, ' '), 'UTF8');
    outer_pad bytea := inner_pad;
    key bytea := convert_to(:key, 'UTF8');
    byte int;
BEGIN
    FOR i IN 0..63 LOOP
        byte := CASE WHEN i < length(key) THEN get_byte(key, i) ELSE 0 END;
        inner_pad := set_byte(inner_pad, i, byte # 54);
        outer_pad := set_byte(outer_pad, i, byte # 92);
    END LOOP;
    RETURN encode(sha256(outer_pad || sha256(inner_pad || convert_to(value, 'UTF8'))), 'hex');
END $$;

-- AES-SIV as another implementation computed it (the AESSIV of Python's cryptography 48), with an empty associated text, under
-- the key that HKDF-SHA-256 derives from "an encryption key of the integration tests" for "colonnade encrypt mask". Whoever
-- was given one of these must be able to have it decrypted by any later version.
CREATE TABLE vault.ciphertext (plain text PRIMARY KEY, cipher text NOT NULL);

INSERT INTO vault.ciphertext VALUES
    ('A-100', '7nAN/jSYy1Uvr3zSFUyo5Kjsrtbv'),
    ('A-100 ', '5DPBzrDWLjJwDo49p8if8kT/hk1Htg=='),
    ('a-100', 'T1er9dbGD4LuEq+x74vHN9V88A1f'),
    ('B-200', 'fv7Hv7OitnnBO6hNZyChlOZru0/I'),
    ('', 'KSAFhTq+6Vkb5sVHCgqTXA=='),
    ('漢字', '89eVRo+rdxBuffztnZDXXz9/TXdDLw=='),
    ('sixteen letters.', 'q5jnkJBJIzbCV3MlxSRv5oLCyL5a8iFU6BQcSPqg27U='),
    ('a badge that is longer than one block of sixteen',
     'gcPU92ittBpm62a86POuEqDneRpKkmYBOg465MUozgJ9jgvnY/kU6uvkAtG+uHjEYQ0mJI2zjuEmye4JYIkK/A=='),
    ('QZX-9', 'MZXYC5aHjKh7g7kC53583aTAMZh8');

CREATE FUNCTION encrypted(value text) RETURNS text LANGUAGE sql STRICT AS
$$ SELECT cipher FROM vault.ciphertext WHERE plain = value $$;

CREATE SCHEMA people;

CREATE TABLE people."group" AS
SELECT gid AS id, gname AS name, sel AS "select", ord AS "order" FROM vault.vt_group;

CREATE TABLE people.persons AS
SELECT pid AS id,
       CASE WHEN :admin OR :support THEN full_name ELSE left(full_name, 3) END AS name,
       CASE WHEN :admin THEN email ELSE keyed_hash(email) END AS email,
       CASE WHEN :admin OR :support THEN phone ELSE '[REDACTED]' END AS phone,
       CASE WHEN :admin THEN note ELSE left(note, 1) END AS note,
       CASE WHEN :admin OR :auditor THEN nick END AS nick,
       (CASE WHEN :admin OR :support THEN balance WHEN balance IS NOT NULL THEN greatest(-999999999900, least(999999999900, round(balance / 100) * 100)) END)::numeric(14, 2) AS balance,
       CASE WHEN :admin THEN points WHEN points IS NOT NULL THEN greatest(-2147483640, least(2147483640, round(points::numeric / 10) * 10))::int END AS points,
       CASE WHEN :admin THEN score ELSE round(score::numeric)::float8 END AS score,
       big,
       CASE WHEN :admin OR :support THEN born ELSE make_date(extract(year FROM born)::int, 1, 1) END AS born,
       CASE WHEN :admin THEN seen ELSE date_trunc('day', seen AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' END AS seen,
       active, divisor, digits, word, ord AS "order", doc, code, gid AS group_id,
       CASE WHEN :admin OR :support THEN badge ELSE encrypted(badge) END AS badge
FROM vault.vt_person
WHERE :admin OR (vt_tenant = :tenant AND (:auditor OR vt_level <= :level));

CREATE TABLE people.orders AS
SELECT no AS id,
       person AS person_id,
       (CASE WHEN :admin OR :support THEN amount ELSE greatest(-9999999000, least(9999999000, round(amount / 1000) * 1000)) END)::numeric(12, 2) AS amount,
       state,
       CASE WHEN :admin OR :auditor THEN placed
            ELSE make_date(extract(year FROM placed)::int, extract(month FROM placed)::int, 1) END AS placed,
       at AS placed_at,
       qty, factor,
       CASE WHEN :admin OR :support THEN "Comment" WHEN "Comment" IS NOT NULL THEN '' END AS comment
FROM vault."VT_ORDER"
WHERE :admin OR ("Tenant" = :tenant AND (region = 'eu' OR region = 'us' OR region IS NULL)) OR shared;

CREATE TABLE people.items AS
SELECT iid AS id, order_no AS order_id,
       CASE WHEN :admin OR :support THEN sku ELSE left(sku, 5) END AS sku,
       pieces,
       (CASE WHEN :admin THEN price WHEN price IS NOT NULL THEN greatest(-999999.9, least(999999.9, round(price, 1))) END)::numeric(10, 4) AS price,
       free::numeric(38, 6) AS free
FROM vault.vt_item
WHERE :admin OR order_no IN (SELECT no FROM vault."VT_ORDER" WHERE "Tenant" = :tenant);

CREATE SCHEMA "people@1";

CREATE TABLE "people@1".persons AS
SELECT pid AS id, CASE WHEN :admin THEN full_name ELSE left(full_name, 1) END AS name, balance
FROM vault.vt_person
WHERE :admin OR (vt_tenant = :tenant AND vt_level <= 3);

CREATE SCHEMA annex;

CREATE TABLE annex.persons AS
SELECT pid AS id,
       CASE WHEN :admin THEN full_name ELSE '[REDACTED]' END AS name,
       CASE WHEN :admin THEN note ELSE right(note, 3) END AS note,
       (CASE WHEN :admin OR :support THEN balance ELSE round(balance) END)::numeric(14, 2) AS balance,
       points,
       CASE WHEN :admin THEN badge ELSE encrypted(badge) END AS badge
FROM annex_store.vt_person
WHERE :admin OR owner = :tenant OR owner = 'all';

CREATE TABLE annex.orders AS
SELECT no AS id, amount, due
FROM annex_store."VT_ORDER"
WHERE :admin OR ((owner = :tenant OR owner IS NULL) AND (NOT restricted OR :cleared) AND amount < :ceiling);

CREATE SCHEMA staff;

CREATE TABLE staff.persons AS
SELECT pid AS id, vt_tenant AS tenant, full_name AS name, email FROM vault.vt_person;

CREATE SCHEMA directory;

CREATE TABLE directory.persons AS
SELECT pid AS id,
       CASE WHEN :admin OR :analyst THEN full_name ELSE left(full_name, 1) END AS name,
       CASE WHEN :admin THEN email ELSE keyed_hash(email) END AS email
FROM vault.vt_person
WHERE :admin OR vt_public;

CREATE TABLE directory.notices AS
SELECT pid AS id, note FROM annex_store.vt_person WHERE owner = :tenant;

DROP FUNCTION encrypted;
DROP SCHEMA vault, annex_store CASCADE;
DROP FUNCTION keyed_hash;

CREATE SCHEMA IF NOT EXISTS shop;
CREATE TABLE shop.purchases (
    id int8 PRIMARY KEY,
    store int4 NOT NULL,
    customer text NOT NULL,
    status text NOT NULL,
    total numeric(12,2) NOT NULL,
    placed_on date NOT NULL);
INSERT INTO shop.purchases
SELECT i, (i - 1) / 1000 + 1, 'customer ' || lpad((i * 7919 % 10007)::text, 5, '0'), (ARRAY['open', 'paid', 'sent'])[i % 3 + 1],
    i * 7919 % 1000000 / 100.0, date '2020-01-01' + (i % 1500)::int
FROM generate_series(1, {rows}::int8) i;
CREATE TABLE shop.items (
    purchase_id int8 NOT NULL REFERENCES shop.purchases,
    line int4 NOT NULL,
    product text NOT NULL,
    quantity int4 NOT NULL,
    price numeric(12,2) NOT NULL,
    sent_on date,
    PRIMARY KEY (purchase_id, line));
INSERT INTO shop.items
SELECT i, line, 'product "' || (i * 31 + line * 7) % 5000 || '"', (i + line) % 50 + 1, (i * 104729 + line) % 100000 / 100.0,
    CASE WHEN (i + line) % 3 > 0 THEN date '2020-01-02' + ((i + line) % 1500)::int END
FROM generate_series(1, {rows}::int8) i, generate_series(1, 10) line;
CREATE INDEX ON shop.purchases (store);

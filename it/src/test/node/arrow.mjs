// Arrow, JSON and errors over HTTP, as a program in Node reads them: node arrow.mjs http://127.0.0.1:8080
import assert from "node:assert/strict";
import { test } from "node:test";
import { RecordBatchReader, tableFromIPC } from "apache-arrow";

const [server] = process.argv.slice(2);
const ARROW = "application/vnd.apache.arrow.stream";
const KINDS = "SELECT id, a_string, an_int32, an_int64, a_float64, a_bool, a_decimal, a_date, a_moment, a_binary FROM clients.kinds ORDER BY id";

function ask(sql, { accept = ARROW, user = "alice", signal } = {}) {
  const authorization = "Basic " + Buffer.from(`${user}:${user}`).toString("base64");
  return fetch(server + "/sql", { method: "POST", headers: { Accept: accept, Authorization: authorization }, body: sql, signal });
}

test("a table holds every kind of value", async () => {
  const table = tableFromIPC(await (await ask(KINDS)).arrayBuffer());
  const [first, low, high, nothing] = table.toArray();
  assert.equal(first.a_string, "Grüße, 東京 🏛");
  assert.deepEqual([low.an_int32, high.an_int32], [-(2 ** 31), 2 ** 31 - 1]);
  assert.deepEqual([low.an_int64, high.an_int64], [-(2n ** 63n), 2n ** 63n - 1n]);
  assert.equal(high.a_float64, Number.MAX_VALUE);
  assert.deepEqual([first.a_bool, low.a_bool], [true, false]);
  assert.equal(table.schema.fields.find((field) => field.name === "a_decimal").type.scale, 2);
  assert.equal(BigInt(first.a_decimal.toString()), 123456n);
  assert.equal(new Date(first.a_date).toISOString().slice(0, 10), "2024-02-29");
  assert.equal(new Date(first.a_moment).toISOString(), "2024-07-01T12:00:00.000Z");
  assert.deepEqual([...first.a_binary], [0x00, 0xff, 0x10]);
  assert.deepEqual(Object.entries(nothing.toJSON()).filter(([name, value]) => name !== "id" && value !== null), []);
});

test("batches are read as they come, and who leaves early gets no error of the next request", async () => {
  const leaving = new AbortController();
  const { value: batch } = await batches(await ask("SELECT a.n FROM clients.numbers a, clients.numbers b", { signal: leaving.signal })).next();
  assert.ok(batch.numRows > 0);
  leaving.abort();
  assert.equal(tableFromIPC(await (await ask("SELECT 1 AS one")).arrayBuffer()).toArray()[0].one, 1);
});

// Given the body itself, the library takes one that breaks off for one that ends.
async function* batches(answer) {
  const reader = answer.body.getReader();
  let broken = null;
  const chunks = new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error) => {
        broken = error;
        return { done: true };
      });
      done ? controller.close() : controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  yield* await RecordBatchReader.from(chunks);
  if (broken) {
    throw broken;
  }
}

test("an answer that breaks off is an error, at once and batch by batch", async () => {
  const flaws = () => ask("SELECT id, promised FROM clients.flaws ORDER BY id", { user: "admin" });
  await assert.rejects(async () => tableFromIPC(await (await flaws()).arrayBuffer()), /terminated/);
  let rows = 0;
  await assert.rejects(async () => {
    for await (const batch of batches(await flaws())) {
      rows += batch.numRows;
    }
  }, /terminated/);
  assert.ok(rows > 0);
});

test("who leaves the loop early ends it", async () => {
  for await (const batch of batches(await ask("SELECT n FROM clients.numbers"))) {
    assert.ok(batch.numRows > 0);
    break;
  }
});

test("in JSON, what a number of JavaScript cannot hold is text", async () => {
  const answer = await ask("SELECT an_int64, a_decimal FROM clients.kinds WHERE id = 1", { accept: "application/json" });
  assert.deepEqual(await answer.json(), [{ an_int64: "4200000000", a_decimal: "1234.56" }]);
});

test("what is wrong is a problem with its SQLSTATE", async () => {
  const answer = await ask("SELECT nme FROM sales_analytics.customers");
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  const { detail, sqlstate } = await answer.json();
  assert.equal(sqlstate, "42703");
  assert.match(detail, /did you mean 'name'/);
  assert.equal((await ask("SELECT 1", { user: "mallory" })).status, 401);
});

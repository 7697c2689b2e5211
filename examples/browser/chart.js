"use strict";

// Nothing is kept but the sum of each month: the page needs the same memory for a thousand rows and for a billion.
const SQL = "SELECT shipped_on, CAST(extended_price AS double precision) AS price FROM sales_analytics.lineitems";

const form = document.querySelector("form");
const canvas = document.querySelector("canvas");
const output = document.querySelector("output");
let running = new AbortController();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { server, user, password } = Object.fromEntries(new FormData(form));
  running.abort(); // Which ends the statement in the database, too.
  running = new AbortController();
  draw(server, user, password, running.signal).catch((error) => {
    if (error.name !== "AbortError") {
      say(error.message, "failed");
    }
  });
});

async function draw(server, user, password, signal) {
  const turnover = new Map();
  let rows = 0;
  let batches = 0;
  for await (const batch of recordBatches(server, user, password, signal)) {
    add(batch, turnover);
    bars(turnover);
    rows += batch.numRows;
    batches += 1;
    say(`${rows.toLocaleString("en")} rows in ${batches} batches so far`, "drawing");
    performance.mark("batch", { detail: { rows, months: turnover.size } });
  }
  say(`${rows.toLocaleString("en")} rows in ${batches} batches`, "done");
}

async function* recordBatches(server, user, password, signal) {
  const login = new TextEncoder().encode(`${user}:${password}`);
  const answer = await fetch(new URL("/sql", server), {
    method: "POST",
    headers: {
      Accept: "application/vnd.apache.arrow.stream",
      Authorization: "Basic " + btoa(String.fromCharCode(...login)),
    },
    body: SQL,
    signal,
  });
  if (!answer.ok) {
    throw new Error((await answer.json()).detail);
  }
  // Given the body itself, the library takes one that breaks off for one that ends.
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
  yield* await Arrow.RecordBatchReader.from(chunks);
  if (broken) {
    throw broken;
  }
}

function add(batch, turnover) {
  const days = batch.getChild("shipped_on");
  const prices = batch.getChild("price");
  for (let row = 0; row < batch.numRows; row++) {
    const month = new Date(days.get(row)).toISOString().slice(0, 7);
    turnover.set(month, (turnover.get(month) ?? 0) + prices.get(row));
  }
}

function bars(turnover) {
  const months = [...turnover.keys()].sort();
  const highest = Math.max(...turnover.values());
  const context = canvas.getContext("2d");
  const { width, height } = canvas;
  const [left, bottom, top] = [70, 30, 20];
  const step = (width - left - 10) / months.length;
  context.clearRect(0, 0, width, height);
  context.font = "12px system-ui, sans-serif";
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const y = height - bottom - share * (height - bottom - top);
    context.fillStyle = "#e6e9ef";
    context.fillRect(left, y, width - left - 10, 1);
    context.fillStyle = "#5a6272";
    context.textAlign = "right";
    context.fillText(compact(share * highest), left - 8, y + 4);
  }
  months.forEach((month, index) => {
    const size = (turnover.get(month) / highest) * (height - bottom - top);
    const x = left + index * step;
    context.fillStyle = "#3b6fb6";
    context.fillRect(x, height - bottom - size, Math.max(1, step - 2), size);
    if (month.endsWith("-01")) {
      context.fillStyle = "#5a6272";
      context.textAlign = "left";
      context.fillText(month.slice(0, 4), x, height - bottom + 18);
    }
  });
}

function compact(number) {
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(number);
}

function say(text, state) {
  output.textContent = text;
  output.className = state;
}

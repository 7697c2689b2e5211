// Opens the page of examples/browser in Chromium and draws: node browser.mjs chromium page server screenshot.png
import { chromium } from "playwright-core";

const [executablePath, page, server, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1040, height: 560 } });
  const said = [];
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(String(error)));
  await tab.goto(page);
  await tab.fill("[name=server]", server);
  // A network on which a batch takes longer than its drawing.
  const network = await tab.context().newCDPSession(tab);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions",
    { offline: false, latency: 0, downloadThroughput: 40 << 10, uploadThroughput: -1 });
  await tab.click("button");
  await tab.waitForSelector("output.done, output.failed");
  const drawn = await tab.evaluate(() => ({
    text: document.querySelector("output").textContent,
    batches: performance.getEntriesByName("batch").map(({ startTime, detail }) => ({ at: startTime, ...detail })),
    ended: performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/sql"))?.responseEnd,
    painted: [...document.querySelector("canvas").getContext("2d").getImageData(0, 0, 960, 360).data].filter((byte) => byte > 0).length,
  }));
  await tab.screenshot({ path: screenshot });
  await tab.fill("[name=password]", "wrong");
  await tab.click("button");
  await tab.waitForSelector("output.failed");
  const refusal = await tab.textContent("output");
  console.log(JSON.stringify({ ...drawn, refusal, said }));
} finally {
  await browser.close();
}

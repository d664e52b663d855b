// Opens a page by file:// in Chromium, light and dark, wide and narrow: axe finds nothing, nothing is
// asked of any network, a plate on the poster leads to its block by keyboard. Prints JSON.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const require = createRequire(process.argv[3] + '/');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const found = { faults: [], requests: [], errors: [] };
const browser = await chromium.launch({ executablePath: process.argv[4], args: ['--no-sandbox'] });
for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 400]]) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  page.on('request', r => { if (!/^(file|data):/.test(r.url())) found.requests.push(r.url()); });
  page.on('console', m => { if (m.type() === 'error') found.errors.push(m.text()); });
  page.on('pageerror', e => found.errors.push(String(e)));
  await page.goto(pathToFileURL(process.argv[2]).href, { waitUntil: 'domcontentloaded' });
  await page.evaluate(axe + ';undefined');
  const result = await page.evaluate(() => axe.run());
  for (const v of result.violations)
    found.faults.push(`${colorScheme} ${width}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
  found.checked = (found.checked || 0) + result.passes.length;
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 1) found.faults.push(`${colorScheme} ${width}: ${over} px wider than the window`);
  if (width === 1280 && colorScheme === 'light') {
    found.title = await page.title();
    found.dark = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.keyboard.press('Tab');
    found.first = await page.evaluate(() => document.activeElement.className);
    await page.locator('a.plate.speaks').first().focus();
    found.plate = await page.evaluate(() => document.activeElement.textContent.trim());
    await page.keyboard.press('Enter');
    found.target = await page.evaluate(() => document.querySelector(':target h3').textContent);
    const zone = await page.evaluate(() => {
      const box = document.querySelector('polygon.chosen').getBoundingClientRect();
      scrollTo(0, 0);
      const again = document.querySelector('polygon.chosen').getBoundingClientRect();
      return { x: again.x + 12, y: again.y + 12, w: box.width };
    });
    await page.mouse.click(zone.x, zone.y);
    found.zone = await page.evaluate(() => document.querySelector(':target h3').textContent);
    found.text = await page.evaluate(() => document.body.innerText);
  }
  if (colorScheme === 'dark')
    found.night = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));

// Opens a page by file:// in Chromium, light and dark, wide and narrow: axe finds nothing, nothing is
// asked of any network, a plate on the poster leads to its block by keyboard. Prints JSON.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const require = createRequire(process.argv[3] + '/');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
// Taps inside every zone of the poster, where nothing else lies; gives [block asked for, place that opened].
async function tap_every_zone(page) {
  const opened = [];
  const count = await page.evaluate(() => document.querySelectorAll('polygon').length);
  for (let number = 0; number < count; number++) {
    const spot = await page.evaluate(n => {
      const zone = document.querySelectorAll('polygon')[n], box = zone.getBBox();
      zone.scrollIntoView({ block: 'center', behavior: 'instant' });
      const matrix = zone.getScreenCTM();
      for (let down = 1; down < 20; down++)
        for (let along = 1; along < 20; along++) {
          const at = new DOMPoint(box.x + box.width * along / 20, box.y + box.height * down / 20);
          const on = at.matrixTransform(matrix);
          if (zone.isPointInFill(at) && document.elementFromPoint(on.x, on.y) === zone)
            return { x: on.x, y: on.y, link: zone.closest('a').getAttribute('href') };
        }
      return null;
    }, number);
    if (spot) await page.mouse.click(spot.x, spot.y);
    // The page has gone to the block before the next place is looked for.
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    opened.push([spot && spot.link, await page.evaluate(() => location.hash)]);
  }
  return opened;
}
const found = { faults: [], requests: [], errors: [] };
const browser = await chromium.launch({ executablePath: process.argv[4], args: ['--no-sandbox'] });
for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 400]]) {
  const page = await browser.newPage({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 900 } });
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
    found.zones = await tap_every_zone(page);
    found.text = await page.evaluate(() => document.body.innerText);
  }
  if (colorScheme === 'dark')
    found.night = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));

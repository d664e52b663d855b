"""The page that Chromium shows when we measure ourselves against it: an SVG of 800 shapes with
twelve hotspots. A press brightens a hotspot; a tap opens a sheet over the whole page, and a tap on
that closes it."""
import math
import random

SHAPES, HOTSPOTS = 800, 12
PALETTE = ("#b5533c", "#d9a441", "#3f7f7a", "#6b8e4e", "#7fa7c9", "#7a5577", "#1f2a44", "#e8dcc3")


def hotspot_centre(number, width, height):
    """Four columns, three rows."""
    return (width * (number % 4 + 0.5) / 4, height * (number // 4 + 0.5) / 3)


def _shape(rng, width, height):
    x, y = rng.uniform(0, width), rng.uniform(0, height)
    size, fill = rng.uniform(10, height / 10), rng.choice(PALETTE)
    style = f'fill="{fill}" stroke="#1f2a44" stroke-width="{rng.uniform(0.5, 3):.1f}"'
    kind = rng.randrange(4)
    if kind == 0:
        return (f'<rect x="{x:.1f}" y="{y:.1f}" width="{size:.1f}" height="{size / 2:.1f}" rx="4" '
                f'{style}/>')
    if kind == 1:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2:.1f}" {style}/>'
    if kind == 2:
        points = " ".join(
            f"{x + size / 2 * math.cos(step * math.tau / 6):.1f},"
            f"{y + size / 2 * math.sin(step * math.tau / 6):.1f}" for step in range(6))
        return f'<polygon points="{points}" {style}/>'
    return (f'<path d="M{x:.1f} {y:.1f}c{size:.1f} {-size:.1f} {size:.1f} {size:.1f} '
            f'{size * 2:.1f} 0z" {style}/>')


def page(width, height):
    rng = random.Random(12)
    shapes = "\n".join(_shape(rng, width, height) for _ in range(SHAPES))
    radius = height / 9
    spots = "\n".join(
        '<circle class="spot" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>'.format(
            *hotspot_centre(number, width, height), radius) for number in range(HOTSPOTS))
    return f"""<!doctype html><meta charset="utf-8"><title>poster</title>
<style>
html, body {{ margin: 0; overflow: hidden; background: #fbf7ef; touch-action: none; }}
svg {{ display: block; }}
.spot {{ fill: #fbf7ef; stroke: #1f2a44; stroke-width: 4; }}
.spot.down {{ fill: #ffd27f; }}
#sheet {{ display: none; position: fixed; inset: 0; background: #fffdf8; color: #1f2a44;
          font: {height // 30}px sans-serif; padding: 5%; box-sizing: border-box; }}
</style>
<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}">
{shapes}
{spots}
</svg>
<div id="sheet"><h1>Het driehoeksgesprek</h1>{'<p>' + 'Samen bouwen aan beleid. ' * 14 + '</p>'}</div>
<script>
const sheet = document.getElementById("sheet");
for (const spot of document.querySelectorAll(".spot")) {{
  spot.addEventListener("pointerdown", () => spot.classList.add("down"));
  spot.addEventListener("pointerup", () => {{
    spot.classList.remove("down"); sheet.style.display = "block"; }});
}}
sheet.addEventListener("pointerup", () => {{ sheet.style.display = "none"; }});
</script>"""

"""The page that a manager opens by double click, in the other browser: Firefox, without network. Where it
is not installed this is skipped: it is large, and Chromium is looked at more closely (test_readers.py)."""
import pathlib
import re
import shutil
import subprocess

from program import Failed
from stage import Skip, limit
from test_export import PAGE, export, recorded

WIDE, TALL = 1280, 3000  # a picture is always of the top: the blocks stand on it
PREFS = '''user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("ui.systemUsesDarkTheme", %d);
'''


def photograph(stage, page, name, anchor="", dark=False):
    """A picture of what stands in the window; no network is to be reached."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if not firefox:
        raise Skip("Firefox is not here (Debian: firefox-esr)")
    profile, picture = stage.home / f"profile-{name}", stage.home / f"{name}.png"
    profile.mkdir()
    (profile / "user.js").write_text(PREFS % dark, encoding="utf-8")
    done = subprocess.run(
        [firefox, "--headless", "--no-remote", "--profile", str(profile), f"--window-size={WIDE},{TALL}",
         "--screenshot", str(picture), page.as_uri() + anchor],
        env={"HOME": str(stage.home), "PATH": "/usr/bin:/bin", "MOZ_HEADLESS": "1", "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, check=False, timeout=100)
    if not picture.exists():
        raise Failed(f"no picture: {done.returncode}: {done.stdout[-500:]} {done.stderr[-1500:]}")
    return picture


def colour(picture, x, y, w=20, h=20):
    """The mean of a part, red, green and blue from 0 to 255."""
    done = subprocess.run(["convert", str(picture), "-crop", f"{w}x{h}+{x}+{y}", "+repage", "-scale", "1x1!",
                           "-format", "%[fx:int(255*r)] %[fx:int(255*g)] %[fx:int(255*b)]", "info:"],
                          capture_output=True, text=True, check=True)
    return [int(part) for part in done.stdout.split()]


def colours_in(picture, x, y, w, h):
    done = subprocess.run(["identify", "-format", "%k", f"{picture}[{w}x{h}+{x}+{y}]"],
                          capture_output=True, text=True, check=True)
    return int(done.stdout)


@limit(300)
def test_the_page_in_firefox(stage):
    recorded(stage)
    page = export(stage, "-f", "html", "--lang", "nl") / PAGE
    assert pathlib.Path(page).is_absolute()
    light = photograph(stage, page, "light")
    ground = colour(light, 4, 4)
    assert min(ground) > 230, f"the page is not light: {ground}"
    # The poster is a picture of many colours under its heading, as wide as the column.
    assert colours_in(light, 100, 460, 1080, 640) > 2000, "the poster is not drawn"
    # The block with most dots is more teal than one without any: the heat lies on the picture.
    most, none = colour(light, 500, 830, 200, 30), colour(light, 760, 830, 80, 30)
    assert most[1] + most[2] - 2 * most[0] > none[1] + none[2] - 2 * none[0] + 40, (most, none)
    # A place on the poster leads to its block by its name.
    link = re.search(r'<a[^>]*href="(#b-driehoek)"', page.read_text(encoding="utf-8"))
    assert link, "no place leads to the block"
    there = photograph(stage, page, "block", link.group(1))
    assert light.read_bytes() != there.read_bytes(), "nothing shows which block was asked for"
    night = photograph(stage, page, "dark", dark=True)
    assert max(colour(night, 4, 4)) < 80, f"dark is not dark: {colour(night, 4, 4)}"

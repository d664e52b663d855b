"""The three programs that are measured: ours, the bare one, and Chromium with a poster as a page.
Each can start, say where to press, and be ended; the figures are taken in run.py."""
import pathlib
import shutil
import signal
import subprocess
import time

import page
from measure import tree
from program import Program, environment


class Subject:
    name = ""
    # The share of the final picture that must be there; the rest may move (a crane that turns).
    share = 0.99

    def __init__(self, screen, folder):
        self.screen, self.folder = screen, pathlib.Path(folder)
        self.process = None

    def forget(self):
        """Throws caches away, so that the next start is an uncached one."""

    def spawn(self):
        """Starts the program and gives the moment of it."""
        start = time.monotonic()
        self.process = subprocess.Popen(
            self.command(), env=self.screen.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        return start

    @property
    def pid(self):
        return self.process.pid

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def settle(self):
        """Waits until a start has come to rest."""
        time.sleep(1.5)

    def go_back(self):
        """From the screen that a tap opened to the first one."""

    changes_screen = True
    described = False  # it runs with --inspect


class Bare(Subject):
    name = "bare"
    changes_screen = False

    def __init__(self, screen, folder, binary):
        super().__init__(screen, folder)
        self.binary = binary

    def command(self):
        return [str(self.binary)]

    def spot(self):
        return self.screen.width / 2, self.screen.height / 2


class Chromium(Subject):
    name = "Chromium"

    def command(self):
        page_file = self.folder / "page.html"
        page_file.write_text(page.page(self.screen.width, self.screen.height), encoding="utf-8")
        return ["chromium", "--kiosk", "--no-sandbox", "--no-first-run", "--disable-extensions",
                "--no-default-browser-check", "--disable-component-update", "--disable-sync",
                "--disable-background-networking", "--password-store=basic", "--noerrdialogs",
                "--disable-session-crashed-bubble", f"--user-data-dir={self.folder}/profile",
                f"--window-size={self.screen.width},{self.screen.height}", "--window-position=0,0",
                f"file://{page_file}"]

    def settle(self):
        time.sleep(4)

    def spot(self):
        return page.hotspot_centre(0, self.screen.width, self.screen.height)

    def go_back(self):
        self.screen.tap(*self.spot())
        time.sleep(0.5)


class Ours(Subject):
    name = "ours"
    share = 0.985
    block = "zone.driehoek"
    described = True

    def __init__(self, screen, folder, binary):
        super().__init__(screen, folder)
        self.binary = binary
        self.home = self.folder / "home"
        self.home.mkdir()
        self.program = None
        # Motion is not what is measured; a screen is complete when its last pixel is there.
        self.config = self.folder / "settings.json"

    def forget(self):
        shutil.rmtree(self.home / "cache", ignore_errors=True)

    def spawn(self):
        start = time.monotonic()
        self.program = Program(self.binary, self.screen, self.home, *self.arguments())
        self.process = self.program.process
        return start

    def arguments(self):
        self.config.write_text('{"reduced_motion": true}', encoding="utf-8")
        return ["--config", str(self.config)]

    def settle(self):
        """Also the program that draws the picture has ended, and two seconds brought no frame."""
        self.program.wait_node(self.block, 30)
        frame, since = None, time.monotonic()

        def rests():
            nonlocal frame, since
            now = self.program.state()["frame"], len(tree(self.pid))
            if now != frame:
                frame, since = now, time.monotonic()
            return now[1] == 1 and time.monotonic() - since > 2
        self.program.wait("the poster to rest", rests, 60)

    def spot(self):
        return self.program.wait_node(self.block).centre

    def start_undescribed(self):
        """Starts it anew without --inspect; gives where to open the block and where to close it."""
        spot = self.spot()
        self.program.tap(self.block)
        back = self.program.wait_resting("block.close").centre
        self.end()
        self.process = subprocess.Popen(
            [str(self.binary), *self.arguments()], env=environment(self.home, self.screen),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        time.sleep(6)  # nothing tells when it rests; its picture is in the cache
        return spot, back

    def go_back(self):
        first = self.program.state()["screen"]
        for node in self.program.nodes():
            if node.enabled and node.id.rpartition(".")[2] in ("back", "close"):
                self.program.tap(node)
                break
        else:
            self.program.key("Escape")
        self.program.wait(f"the way back from {first}", lambda: self.program.find(self.block), 5)
        time.sleep(0.5)

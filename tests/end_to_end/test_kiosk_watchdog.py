"""Under systemd, played by a socket: ready, pings, a loop that freezes and is killed, and the meeting
that goes on in the next program."""
import signal
import time

import kiosk
from stage import limit, size


@size(1280, 720)
@limit(300)
def test_a_frozen_loop_is_killed_and_the_meeting_goes_on(stage):
    systemd = kiosk.Systemd(stage, 4)
    program, _ = kiosk.start(stage, env=systemd.env)
    systemd.wait_for(program, "READY=1")
    program.wait_node("zone.driehoek")
    systemd.wait_for(program, "WATCHDOG=1")
    kiosk.choose_pin(stage, program)
    program.expect("session.new", screen="session")
    program.tap("step.next")
    program.wait_screen("welcome")
    program.tap("step.next")
    place = program.wait_state("the next step", lambda s: s["screen"] != "welcome")["screen"]
    program.wait_saved()
    systemd.wait_for(program, "WATCHDOG=1")
    # The loop freezes: no ping comes any more, however long systemd waits.
    program.process.send_signal(signal.SIGSTOP)
    systemd.heard()
    time.sleep(5)
    assert "WATCHDOG=1" not in systemd.heard(), "a stopped loop pinged"
    program.process.send_signal(signal.SIGABRT)  # what WatchdogSec does
    program.process.send_signal(signal.SIGCONT)
    program.process.wait(30)
    program.checked = True
    again, _ = kiosk.start(stage, env=systemd.env)
    systemd.wait_for(again, "READY=1")
    again.wait_screen(place)
    assert again.state()["session"]
    again.wait_node("step.next")
    again.process.send_signal(signal.SIGTERM)
    again.wait_exit(0)
    assert "STOPPING=1" in systemd.heard()


@size(1280, 720)
@limit(240)
def test_a_meeting_of_long_ago_or_that_was_stopped_only_waits(stage):
    program, _ = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    program.expect("session.new", screen="session")
    program.tap("step.next")
    program.wait_screen("welcome")
    program.wait_saved()
    program.expect("drawer.open", node="drawer.stop")
    program.tap("drawer.stop")
    program.wait_screen("poster")
    program.kill9()
    again, _ = kiosk.start(stage)
    again.wait_node("zone.driehoek")
    again.wait_resting()
    assert again.state()["session"] is None and again.state()["screen"] == "poster"

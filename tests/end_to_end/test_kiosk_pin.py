"""The facilitator's way in: the gesture, the PIN that is chosen at the first use, its waits, and a screen
that says what is missing."""
import json

import kiosk
from stage import limit, size


def pin_file(stage):
    return stage.home / "data" / "praatplaat" / "pin.json"


def text(program):
    return program.find("pin.text").label


@size(1280, 720)
@limit(240)
def test_the_pin_is_chosen_at_the_first_use(stage):
    program, _ = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    assert not program.find("menu.open"), "a button leads the public to the menu"
    kiosk.gesture(stage, program)
    kiosk.type_pin(program, "12")
    kiosk.type_pin(program, "2580")
    kiosk.type_pin(program, "2581")  # not the same: it begins anew
    assert not pin_file(stage).exists()
    program.tap("home")
    program.wait_screen("poster")
    kiosk.choose_pin(stage, program, "2580")
    kept = pin_file(stage).read_text(encoding="utf-8")
    assert "2580" not in kept and json.loads(kept)["hash"].startswith("$y$"), kept
    assert pin_file(stage).stat().st_mode & 0o777 == 0o600
    program.tap("home")
    program.wait_screen("poster")
    program.key("F10")  # without a touch screen
    program.wait_screen("pin")
    program.type("2580")
    program.wait_node("pin.digits", value="4")
    program.key("Return")
    program.wait_screen("sessions")
    program.expect("tab.messages", screen="messages")


@size(1280, 720)
@limit(300)
def test_wrong_pins_wait_and_a_restart_does_not_help(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program, "2580")
    program.tap("home")
    program.wait_screen("poster")
    kiosk.gesture(stage, program)
    for left in (4, 3, 2, 1):
        kiosk.type_pin(program, "1111")
        program.wait("the tries left", lambda n=left: f" {n} " in text(program))
    kiosk.type_pin(program, "1111")
    program.wait_node("pin.1", enabled=False)
    program.wait("a wait of 30 s", lambda: any(f" {n} " in text(program) for n in range(15, 31)))
    program.kill9()
    again, clock = kiosk.start(stage)
    again.wait_node("zone.driehoek")
    kiosk.gesture(stage, again)
    again.wait_node("pin.1", enabled=False)
    again.key("2", "5")  # a real keyboard waits as the pad does
    again.wait_resting("pin.leave")
    assert again.find("pin.digits").value == "0"
    clock.leap(31)
    again.wait_node("pin.1", enabled=True)
    kiosk.type_pin(again, "2222")
    again.wait("a longer wait", lambda: any(f" {n} " in text(again) for n in range(40, 61)))
    clock.leap(61)  # the menu asks whether anybody is there, too
    again.tap("idle.stay")
    again.wait_gone("idle.stay")
    again.wait_node("pin.1", enabled=True)
    kiosk.type_pin(again, "2580")
    again.wait_screen("sessions")


@size(1280, 720)
@limit(240)
def test_an_old_plain_pin_becomes_a_hash(stage):
    folder = stage.home / "data" / "praatplaat"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"kiosk": true, "kiosk_pin": "2580"}', encoding="utf-8")
    program = stage.start("--lang", "nl", patience=30)
    program.wait_node("zone.driehoek")
    program.wait("the plain one to be gone", lambda: pin_file(stage).exists() and
                 "2580" not in (folder / "settings.json").read_text(encoding="utf-8"))
    assert json.loads((folder / "settings.json").read_text(encoding="utf-8"))["kiosk"] is True
    kiosk.gesture(stage, program)
    kiosk.type_pin(program, "2580")
    program.wait_screen("sessions")


@size(1280, 720)
@limit(240)
def test_what_is_missing_is_said_and_the_menu_still_opens(stage):
    pack = stage.home / "pack" / "scene.json"
    program, clock = kiosk.start(stage, "--scene", str(pack))
    program.wait_screen("trouble")
    kiosk.choose_pin(stage, program, then="settings")
    program.wait_resting("settings.card")
    program.tap("home")
    program.wait_screen("trouble")
    share = stage.binary.parent / "share" / "praatplaat"
    clock.leap(16)  # tried again by itself; still missing
    program.wait_resting("trouble.title")
    pack.parent.symlink_to(share / "scenes" / "integraal-werken")
    program.tap("trouble.retry")
    program.wait_screen("poster")
    program.wait_node("zone.driehoek")


@size(1280, 720)
@limit(240)
def test_the_machine_is_switched_off_by_what_the_settings_say(stage):
    system = stage.home / "system.json"
    mark = stage.home / "switched off; $(touch no)"
    system.write_text(json.dumps({"shut_down": ["touch", str(mark)], "kiosc": 1}), encoding="utf-8")
    program, _ = kiosk.start(stage, env={"PRAATPLAAT_SYSTEM_SETTINGS": str(system)})
    program.wait_node("zone.driehoek")
    program.expect_said(r"system\.json:1:\d+: \"kiosc\" is not a setting")
    # It was found before there was a log; it stands there all the same.
    log = stage.home / "data" / "praatplaat" / "log" / "praatplaat.log"
    assert '"kiosc" is not a setting' in log.read_text(encoding="utf-8")
    kiosk.choose_pin(stage, program)
    program.expect("tab.messages", screen="messages", node="message.0")
    program.expect("tab.settings", screen="settings")
    while not program.find("settings.shut_down"):
        stage.screen.drag(900, 600, 900, 200)
        program.wait_resting()
    program.tap("settings.shut_down")
    program.wait("the command to run", mark.exists)

"""A missing or faulty part: one sentence that says what to do, the right exit status, no crash."""
import re
import shutil
import struct
import zlib

from program import HERE, Failed

PACK = HERE.parent.parent / "scenes" / "integraal-werken"


def refuse(stage, code, pattern, *args, **options):
    done = stage.run(*args, on_screen=True, **options)
    lines = done.err.splitlines()
    if done.code != code or not lines or not re.search(pattern, done.err):
        raise Failed(f"exit status {done.code}, said {done.err!r}, not {code} and {pattern!r}")
    for line in lines:
        assert re.fullmatch(r"praatplaat: .+: .+|.+:\d+:\d+: .+", line), line
    return lines


def one_sentence(stage, code, pattern, *args, **options):
    lines = refuse(stage, code, pattern, *args, **options)
    assert len(lines) == 1, lines


def copy_of_pack(stage, name):
    return shutil.copytree(PACK, stage.home / name)


def test_parts_that_are_wrong(stage):
    one_sentence(stage, 2, "nosuch", "--renderer", "nosuch")
    faulty = copy_of_pack(stage, "faulty") / "scene.json"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace('"zone"', '"zoon"', 1),
                      encoding="utf-8")
    refuse(stage, 1, r"scene\.json:\d+:\d+: ", "--scene", faulty)
    cut = copy_of_pack(stage, "cut") / "scene.json"
    cut.write_bytes(cut.read_bytes()[:5000])
    refuse(stage, 1, r"scene\.json:\d+:\d+: ", "--scene", cut)
    (stage.home / "replay").write_text("nonsense\n", encoding="utf-8")
    refuse(stage, 1, "replay", "--replay", stage.home / "replay")


def png_bomb(path):
    """30,000 by 30,000 pixels in a kilobyte."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b""))


def test_pictures_that_are_wrong(stage):
    for name, make in (("bomb", png_bomb), ("text", lambda path: path.write_text("no picture")),
                       ("missing", lambda path: None)):
        pack = copy_of_pack(stage, name)
        scene = pack / "scene.json"
        picture = pack / "poster.png"
        make(picture)
        text = scene.read_text(encoding="utf-8")
        changed = re.sub(r'("image"\s*:\s*")[^"]+"', r'\1poster.png"', text, count=1)
        assert changed != text
        scene.write_text(changed, encoding="utf-8")
        refuse(stage, 1, r"scene\.json:\d+:\d+: ", "--scene", scene)


def test_letters_that_are_not_there(stage):
    share = stage.home / "share"
    share.mkdir()
    for part in ("assets", "scenes"):
        (share / part).symlink_to(HERE.parent.parent / part)
    (share / "fonts").mkdir()
    one_sentence(stage, 3, "font", env={"PRAATPLAAT_SHARE": str(share)})
    for font in (HERE.parent.parent / "fonts").glob("*.ttf"):
        (share / "fonts" / font.name).write_bytes(font.read_bytes()[:2000])
    one_sentence(stage, 3, "font", env={"PRAATPLAAT_SHARE": str(share)})

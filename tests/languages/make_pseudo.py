#!/usr/bin/env python3
"""A third language made of the first two, to prove that one needs a catalogue and a pack's texts alone.

    make_pseudo.py SHARE OUT

Makes OUT a share folder like SHARE (fonts and icons are links) in which the language qps stands as well:
a catalogue from the English texts and the Dutch catalogue, and the packs with a text in qps beside every
English one. Every text is accented, at least 40 % longer where the scene format lets it, and stands
between ⟦ and ⟧, so that a text that was cut, or never translated, shows at once. It has three plural
forms and writes its numbers and dates in its own way.

Run the program on it with PRAATPLAAT_SHARE=OUT and --lang qps."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

CODE, NAME = "qps", "Pšéüdó"
ACCENTS = str.maketrans("aceginosuyzACEGINOSUYZ", "áçéğîñóšüýžÁÇÉĞÎÑÓŠÜÝŽ")
# What a program reads is left alone: printf's conversions, {names}, and line breaks.
KEEP = re.compile(r"(%(?:\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:l|ll|z)?[a-zA-Z%]|\{\w+\}|\\n|\n)")
FILL = ("ëñ", "óf", "tê", "vâñ", "dîé", "wáš", "òök", "èëñ", "ñôg", "mèt")
# In the way of a language that writes dates and numbers otherwise than its neighbours.
OWN = {"English": NAME, "1.5": "1·5", "{weekday} {day} {month} {year}": "{year}, {month} {day} ({weekday})",
       "{weekday} {day} {month}": "{month} {day} ({weekday})", "{day} {month} {year}": "{year}, {month} {day}",
       "{day} {month}": "{month} {day}", "{month} {year}": "{year}, {month}"}


def accented(text):
    return "".join(part if KEEP.fullmatch(part) else part.translate(ACCENTS) for part in KEEP.split(text))


def longer(text, most=None):
    """The text accented and 40 % longer; not over `most` characters, for those the format has a limit for."""
    if not text.strip():
        return text
    wanted = len(text) + max(2, round(len(text) * 0.4))
    if most:
        wanted = min(wanted, most)
    lines = accented(text)
    if wanted < len(text) + 2:
        return lines
    # Each word grows by its part: limits on words count, and long words are what breaks.
    room, used, seen, words = wanted - len(text) - 2, 0, 0, lines.split(" ")
    letters = max(1, sum(map(len, words)))
    for i, word in enumerate(words):
        seen += len(word)
        share = round(room * seen / letters) - used
        filling = (FILL[i % len(FILL)] + FILL[(i + 3) % len(FILL)]) * (share // 3 + 1)
        words[i] = word + filling[:share]
        used += share
    return "⟦" + " ".join(words) + "⟧"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def unquoted(text):
    return json.loads(text)


def entries(po):
    """(msgid, msgid_plural or None) of everything in a .po file, joined without line wrapping."""
    joined = subprocess.run(["msgcat", "--no-wrap", "--use-first", *map(str, po)], check=True,
                            capture_output=True, text=True).stdout
    for block in joined.split("\n\n"):
        found = {}
        for line in block.splitlines():
            match = re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$', line)
            if match:
                key = match[1]
                found[key] = unquoted(match[2])
            elif line.startswith('"') and found:
                found[key] += unquoted(line)
        if found.get("msgid"):
            yield found["msgid"], found.get("msgid_plural")


def write_catalogue(sources, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    out = ['msgid ""', 'msgstr ""', quoted(f"Language: {CODE}\n"),
           quoted("Content-Type: text/plain; charset=UTF-8\n"),
           quoted("Content-Transfer-Encoding: 8bit\n"),
           quoted("Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);\n"), ""]
    for one, many in entries(sources):
        out.append(f"msgid {quoted(one)}")
        if many:
            out.append(f"msgid_plural {quoted(many)}")
            out += [f"msgstr[0] {quoted(longer(one))}", f"msgstr[1] {quoted(longer(many + ' (2-4)'))}",
                    f"msgstr[2] {quoted(longer(many))}"]
        else:
            out.append(f"msgstr {quoted(OWN.get(one) or longer(one))}")
        out.append("")
    po = target.with_suffix(".po")
    po.write_text("\n".join(out), encoding="utf-8")
    subprocess.run(["msgfmt", "--check-format", f"--output-file={target}", str(po)], check=True)


# The limits of the scene format, by the name of the member (docs/SCENES.md, "Limits"); 300 for the rest.
MOST = {"text": 1600, "more": 1600, "colophon": 1600, "lead": 200, "title": 60, "subtitle": 80, "name": 60,
        "short": 24, "storey": 40, "labels": 80, "columns": 80, "options": 80}


def fill_pack(value, name=""):
    if isinstance(value, list):
        for item in value:
            fill_pack(item, name)
    elif isinstance(value, dict):
        if isinstance(value.get("nl"), str):
            text = value.get("en") or value["nl"]
            value[CODE] = longer(text, MOST.get(name, 300))
        else:
            for key, item in value.items():
                fill_pack(item, key)


def link(at, to):
    if at.is_symlink() or at.exists():
        at.unlink()
    at.symlink_to(to.resolve())


def main():
    share, out = map(pathlib.Path, sys.argv[1:3])
    sources = sorted((share / "assets/translations/nl").glob("*.po"))
    out.mkdir(parents=True, exist_ok=True)
    for name in ("assets", "fonts"):
        link(out / name, share / name)
    (out / "translations").mkdir(exist_ok=True)
    for folder in (share / "translations").iterdir():
        link(out / "translations" / folder.name, folder)
    write_catalogue(sources, out / "translations" / CODE / "LC_MESSAGES/praatplaat.mo")
    for pack in (share / "scenes").glob("*/scene.json"):
        here = out / "scenes" / pack.parent.name
        here.mkdir(parents=True, exist_ok=True)
        for beside in pack.parent.iterdir():
            if beside.name != "scene.json":
                shutil.copyfile(beside, here / beside.name)  # a pack's picture is no link
        scene = json.loads(pack.read_text(encoding="utf-8-sig"))
        fill_pack(scene)
        (here / "scene.json").write_text(json.dumps(scene, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes many sessions that differ as real ones do, the same for the same number and seed.

    tests/support/many_sessions.py DATA COUNT [--seed N]

Some 200 municipalities over three years; teams that meet again, with the agreements they took along.
"""
import argparse
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "end_to_end"))
sys.dont_write_bytecode = True
from recording import BLOCKS, TITLES, Recording  # noqa: E402

FIRST = ["Nieuw", "Oud", "Hoog", "Laag", "Groot", "Klein", "Ooster", "Wester", "Noorder", "Zuider"]
LAST = ["waard", "veen", "dam", "burg", "hout", "beek", "zijl", "kerk", "broek", "dijk", "horst", "lo",
        "huizen", "meer", "rade", "schoten", "wolde", "drecht", "stede", "donk"]
PLACES = [a + b for a in FIRST for b in LAST]
TEAMS = ["Wijkteam Zuid", "Wijkteam Noord", "Team Werk", "Projectgroep", "Samen aan tafel"]
WORK = [("eerste-driehoeksgesprek", "driehoek"), ("luister-eerst", "regie")]
WORDS = ("samen tafel inwoner gesprek plan vertrouwen bellen eerst luisteren werk zorg team regel ruimte "
         "tijd brief huis vraag antwoord maandag").split()


def sentence(dice, least=4, most=18):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most))).capitalize()


def one(number, dice, previous=None):
    """previous: (session, place, team, what it agreed)."""
    year, month, day = 2024 + number % 3, 1 + dice.randrange(12), 1 + dice.randrange(28)
    place = previous[1] if previous else dice.choice(PLACES)
    team = previous[2] if previous else dice.choice(TEAMS)
    date = f"{year}-{month:02}-{day:02}"
    if previous and previous[0][:10] >= date:
        date = f"{int(previous[0][:4]) + 1}-{previous[0][5:10]}"
    name = f"{date}-{place.lower()[:20]}-{number:04x}"[:60]
    r = Recording(session=name, place=place, group=team, day=date, previous=previous[0] if previous else "")
    people = [role for role in range(4) for _ in range(dice.choice((0, 1, 2, 3, 4, 5)))] or [0, 1]
    r.item("welcome", "Welkom")
    if previous:
        before = r.item("followup", "Terugblik")
        r.go(before)
        for what in previous[3]:
            r.agree(before, what, state=dice.choice((0, 1, 2, 3, 4)), previous=previous[0])
    choose = r.item("choose", "Kies samen")
    r.go(choose)
    ballots = []
    for role in people:
        values = [0] * len(BLOCKS)
        for _ in range(4):
            values[min(dice.randrange(12), dice.randrange(12))] += 1
        ballots.append((role, [min(v, 2) for v in values]))
    r.vote(choose, 0, "dots", "Waar gaan we vandaag aan bouwen?", ballots, BLOCKS, TITLES, 4)
    agreed = []
    for assignment, _ in WORK[:dice.randint(1, 2)]:
        work = r.item("work", f"Opgave {assignment}", assignment, 6)
        r.go(work, 1)
        lean = dice.choice((1, 2, 3))
        r.vote(work, 1, "scale", "Waar staan wij nu?",
               [(role, [max(1, min(5, lean + dice.randrange(3) - (role == 2)))]) for role in people],
               labels=["Begin", "", "Soms", "", "Altijd"])
        board = r.board(work, 2, "Wat hebben jullie nodig?", ["Dit helpt", "Dit staat in de weg"])
        for _ in range(dice.randint(4, 14)):
            r.note(board, dice.randrange(2), sentence(dice), dice.choice([-1, *people]), dice.choice((0, 0, 0, 1, 2)))
        what = sentence(dice, 3, 6)
        r.agree(work, what, role=dice.choice(people), date=f"{year + 1}-01-15")
        agreed.append(what)
    r.add("session.close")
    return r, (name, place, team, agreed)


def make(data, count, seed=1):
    dice, last = random.Random(seed), None
    for number in range(count):
        meeting, last = one(number, dice, last if last and number % 4 in (1, 2) else None)
        meeting.save(data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    make(args.data, args.count, args.seed)

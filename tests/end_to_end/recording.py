"""A whole meeting written as a record, for tests of what is made of it: every event is a line of
events.jsonl with its checksum, as docs/STORAGE.md says."""
import json
import pathlib
import zlib

ROLES = [("inwoner", "Inwoner of ervaringsdeskundige", 3), ("sociaal", "Professional sociaal team (Wmo)", 5),
         ("werk", "Klantmanager werk en inkomen", 4), ("bestuur", "Bestuurder", 1)]
BLOCKS = ["bedoeling", "ruimte", "vertrouwen", "regie", "driehoek", "plan", "team", "kennis",
          "gegevens", "rugdekking", "meedoen", "leren"]
TITLES = ["Eén gedeelde bedoeling", "Ruimte binnen de wet", "Elkaar kennen en vertrouwen",
          "De inwoner aan het stuur", "Het driehoeksgesprek", "Eén plan, alle leefgebieden",
          "Samen één team", "Kennis bundelen", "Zorgvuldig delen", "Rugdekking en ruimte",
          "Plekken om mee te doen", "Blijven leren"]


class Recording:
    """Collects events; save() writes them into a data folder."""

    def __init__(self, session="2026-11-23-houten-7f3k", scene="integraal-werken", lang="nl",
                 place="Houten", group="Werkgroep Samen aan tafel", roles=None, day="2026-11-23", previous=""):
        self.session, self.events, self.day = session, [], day
        self.notes = self.rounds = self.boards = self.clusters = self.agreements = self.items = 0
        roles = ROLES if roles is None else roles
        self.add("session.create", scene=scene, programme="volledig", place=place, group=group, lang=lang,
                 previous=previous, date="2027-11-23", ids=[r[0] for r in roles], labels=[r[1] for r in roles],
                 list=[r[2] for r in roles])

    def add(self, happening, timed=True, **data):
        self.events.append((happening, timed, data))

    def item(self, kind, title, assignment="", steps=1):
        self.items += 1
        self.add("agenda.add", item=self.items, kind=kind, scene=assignment, text=title, minutes=20,
                 value=steps, index=self.items - 1)
        return self.items

    def go(self, item, step=0):
        self.add("place.go", item=item, step=step)

    def board(self, item, step, question, columns):
        self.boards += 1
        self.add("board.open", board=self.boards, item=item, step=step, text=question, labels=columns)
        return self.boards

    def note(self, board, column, text, role=-1, mark=0):
        self.notes += 1
        self.add("note.add", note=self.notes, board=board, column=column, role=role, text=text)
        if mark:
            self.add("note.mark", note=self.notes, value=mark)
        return self.notes

    def cluster(self, board, column, name, notes):
        self.clusters += 1
        self.add("cluster.add", cluster=self.clusters, board=board, column=column, text=name, list=notes)

    def vote(self, item, step, kind, question, ballots, ids=(), labels=(), dots=0, reveal=True):
        """ballots: (role, values), one a person."""
        self.rounds += 1
        self.add("round.open", round=self.rounds, item=item, step=step, kind=kind, method="stembriefjes",
                 text=question, ids=list(ids), labels=list(labels), value=dots)
        for number, (role, values) in enumerate(ballots):
            self.add("ballot.cast", timed=False, round=self.rounds, ballot=1000 + number, role=role, list=values)
        if reveal:
            self.add("round.reveal", round=self.rounds)
        return self.rounds

    def agree(self, item, what, role=-1, who="", date="", state=0, previous="", obstacle=""):
        self.agreements += 1
        self.add("agreement.add", agreement=self.agreements, item=item, text=what, role=role, who=who,
                 date=date, note=0, previous=previous)
        if obstacle or state > 2:
            self.add("agreement.progress", agreement=self.agreements, value=state, text=obstacle)
        elif state:
            self.add("agreement.state", agreement=self.agreements, value=state)
        return self.agreements

    def stays(self, kind, number):
        self.add("stays.here", kind=kind, index=number, value=1)

    def save(self, data):
        folder = pathlib.Path(data) / "sessions" / self.session
        folder.mkdir(parents=True, mode=0o700)
        lines = [{"format": "praatplaat-events", "version": 1, "session": self.session, "rewrite": 0}]
        for number, (happening, timed, fields) in enumerate(self.events):
            line = {"seq": number + 1}
            if timed:
                line["at"] = f"{self.day}T{(9 + number // 3600) % 24:02}:{number // 60 % 60:02}:{number % 60:02}.000Z"
            lines.append({**line, "synced": number, "type": happening, "data": fields})
        with open(folder / "events.jsonl", "wb") as file:
            for line in lines:
                body = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
                file.write(body + b',"crc":"%08x"}\n' % zlib.crc32(body))
        (folder / "events.jsonl").chmod(0o600)
        return folder


def dots(*pairs):
    values = [0] * len(BLOCKS)
    for block, count in pairs:
        values[BLOCKS.index(block)] = count
    return values


def full_meeting(closed=True, **how):
    """Two assignments, dots, scales, a fist, notes in clusters, agreements. Not closed: the group
    is at the closing."""
    r = Recording(**how)
    r.item("welcome", "Welkom")
    choose = r.item("choose", "Kies samen")
    r.go(choose)
    people = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]
    r.vote(choose, 0, "dots", "Waar gaan we vandaag aan bouwen?",
           [(role, dots(("driehoek", 2), (("regie", "team", "plan", "vertrouwen")[i % 4], 1), (("kennis", "leren", "driehoek")[i % 3], 0 if i % 3 == 2 else 1)))
            for i, role in enumerate(people)], BLOCKS, TITLES, 4)
    r.add("choice.set", ids=["eerste-driehoeksgesprek", "luister-eerst"])
    work = r.item("work", "Plan samen het eerste driehoeksgesprek", "eerste-driehoeksgesprek", 6)
    second = r.item("work", "Luister eerst, regel daarna", "luister-eerst", 6)
    sure = r.item("confidence", "Hoe zeker zijn we?")
    last = r.item("close", "Afsluiten")
    r.go(work, 1)
    r.vote(work, 1, "scale", "Waar staan wij nu met gesprekken met zijn drieën?",
           [(role, [value]) for role, value in zip(people, (1, 2, 2, 4, 5, 4, 4, 3, 5, 4, 1, 5))],
           labels=["We beginnen net", "", "Soms", "", "Zo werken we altijd"])
    board = r.board(work, 2, "Wat hebben jullie nodig voor een goed eerste gesprek?", ["Dit helpt", "Dit staat in de weg", "Dit weten we nog niet"])
    first = [r.note(board, 0, "Van tevoren bellen: wat wil je zelf bespreken?", 0, 1),
             r.note(board, 0, "Een rustige plek, niet achter de balie", 0),
             r.note(board, 0, "De inwoner kiest wie erbij zit", 1)]
    r.cluster(board, 0, "Voorbereiden samen met de inwoner", first)
    r.note(board, 0, "Eén verslag, in gewone taal, dat de inwoner eerst leest", 2)
    r.note(board, 0, "Koffie ☕ en tijd", -1)
    r.note(board, 1, "Twee systemen die elkaar niet kennen. We typen alles over, en daarbij gaat er steeds iets verloren of staat er net iets anders dan de inwoner bedoelde.", 2)
    r.note(board, 1, "Agenda's: het duurt drie weken voor we met zijn drieën kunnen", 1)
    r.note(board, 2, "Mag ik als klantmanager lezen wat het sociaal team opschrijft?", 2, 2)
    r.note(board, 2, "Wie belt er na afloop?", 0, 2)
    kept = r.note(board, 2, "GEHEIM-BLIJFT-HIER", 0)
    r.stays("note", kept)
    gone = r.note(board, 2, "WEGGEHAALD-BRIEFJE", 0)
    r.add("note.remove", note=gone)
    r.agree(work, "plannen binnen twee weken drie gesprekken met zijn drieën, bij de inwoner thuis of in het buurthuis.", role=1, date="2026-12-07")
    r.agree(work, "zoekt uit wat we wel en niet mogen delen, en legt dat op één vel uit.", who="Team gegevens", date="2026-12-18")
    r.stays("agreement", r.agree(work, "AFSPRAAK-BLIJFT-HIER"))
    r.go(second, 1)
    r.vote(second, 1, "scale", "Hoe vaak begint een gesprek bij jullie met luisteren?",
           [(role, [value]) for role, value in zip(people, (3, 3, 4, 4, 3, 4, 4, 4, 4, 3, 4, 5))],
           labels=["Bijna nooit", "", "Soms", "", "Altijd"])
    board = r.board(second, 2, "Welke vraag stel je als eerste?", ["Vragen", "Niet vragen"])
    r.note(board, 0, "Wat ging er deze week goed?", 1, 1)
    r.note(board, 1, "Heeft u al gesolliciteerd?", 2)
    r.vote(second, 3, "choice", "Waarmee beginnen we maandag?", [(role, [i % 3]) for i, role in enumerate(people)],
           ids=["bellen", "samen", "vel"], labels=["We bellen eerst", "We gaan samen op bezoek", "We maken één vel"])
    r.vote(second, 4, "scale", "STEMMING-BLIJFT-DICHT", [(0, [5])], reveal=False)
    r.stays("round", r.vote(second, 5, "scale", "STEMMING-BLIJFT-HIER", [(0, [5]), (1, [1])]))
    r.agree(second, "begint elk gesprek van de komende maand met één open vraag.", role=2, state=1, date="2026-12-31")
    r.go(sure)
    r.vote(sure, 0, "fist", "Hoe zeker zijn we dat dit lukt?", [(role, [value]) for role, value in zip(people, (3, 4, 5, 4, 4, 3, 5, 4, 2, 4, 4, 5))])
    if closed:
        r.add("session.close")
    else:
        r.go(last)
    return r

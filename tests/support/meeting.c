// The scripted meeting. Texts hold what files trip over: quotes, line ends, accents, a long one.
#include "support/meeting.h"

#include "storage/record.h"
#include "storage/session_json.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define INK(...) \
    .ink = (const int32_t[]){__VA_ARGS__}, .ink_count = COUNT(((const int32_t[]){__VA_ARGS__}))
#define LIST(...) \
    .list = (const int32_t[]){__VA_ARGS__}, .list_count = COUNT(((const int32_t[]){__VA_ARGS__}))
#define IDS(...)                               \
    .ids = (const char *const[]){__VA_ARGS__}, \
    .id_count = COUNT(((const char *const[]){__VA_ARGS__}))
#define LABELS(...)                               \
    .labels = (const char *const[]){__VA_ARGS__}, \
    .label_count = COUNT(((const char *const[]){__VA_ARGS__}))

#define LONG_TEXT                                                                         \
    "Samen bouwen betekent dat iedereen aan de keukentafel zit: bewoners, de "            \
    "wijkverpleegkundige, "                                                               \
    "de woningcorporatie en de gemeente. Eén plan, één gezicht, één telefoonnummer " \
    "\xF0\x9F\x8F\xA0"

static const Event script[] = {
    {.type = EV_SESSION_CREATE,
     .scene = "integraal-werken",
     .programme = "kort",
     .place = "Houten",
     .group = "Team \"Zuid\"",
     .lang = "nl",
     .previous = "",
     .date = "2027-11-23",
     IDS("inwoners", "professionals", "bestuur"),
     LABELS("Inwoners", "Professionals", "Bestuur"),
     LIST(4, 5, 2)},
    {.type = EV_AGENDA_ADD,
     .item = 1,
     .kind = PART_WELCOME,
     .scene = "",
     .text = "Welkom",
     .minutes = 10,
     .value = 1},
    {.type = EV_AGENDA_ADD,
     .item = 2,
     .kind = PART_CHOOSE,
     .scene = "",
     .text = "Kiezen",
     .minutes = 10,
     .value = 1,
     .index = 1},
    {.type = EV_AGENDA_ADD,
     .item = 3,
     .kind = PART_WORK,
     .scene = "keukentafel",
     .text = "Aan de keukentafel",
     .minutes = 30,
     .value = 6,
     .index = 2},
    {.type = EV_AGENDA_ADD,
     .item = 4,
     .kind = PART_CLOSE,
     .scene = "",
     .text = "Afsluiten",
     .minutes = 5,
     .value = 1,
     .index = 3},
    {.type = EV_SESSION_PEOPLE, LIST(4, 6, 2)},
    {.type = EV_PLACE_GO, .item = 1},
    {.type = EV_TIMER_SET, .item = 1, .seconds = 600, .value = 1},
    {.type = EV_PLACE_GO, .item = 2},
    {.type = EV_ROUND_OPEN,
     .round = 1,
     .item = 2,
     .kind = VOTE_DOTS,
     .method = METHOD_BALLOTS,
     .text = "Waar gaan we aan werken?",
     IDS("keukentafel", "driehoek", "fundament"),
     LABELS("Keukentafel", "Driehoek", "Fundament"),
     .value = 3},
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 4000000001u, .role = 0, LIST(1, 1, 1)},
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 77, .role = 1, LIST(1, 1, 1)},
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 900000, .role = -1, LIST(1, 1, 1)},
    {.type = EV_BALLOT_WITHDRAW, .round = 1, .ballot = 900000},
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 500, .role = 2, LIST(0, 1, 1)},
    {.type = EV_ROUND_REVEAL, .round = 1},
    {.type = EV_CHOICE_SET, IDS("keukentafel", "driehoek")},
    {.type = EV_PLACE_GO, .item = 3, .step = 1},
    {.type = EV_BOARD_OPEN,
     .board = 1,
     .item = 3,
     .step = 1,
     .text = "Wat zien we?",
     LABELS("Gaat goed", "Kan beter")},
    {.type = EV_NOTE_ADD, .note = 1, .board = 1, .column = 0, .role = 0, .text = "Korte lijnen"},
    {.type = EV_NOTE_ADD,
     .note = 2,
     .board = 1,
     .column = 1,
     .role = -1,
     .text = "Te veel \"loketten\"\nen \\ formulieren"},
    {.type = EV_NOTE_ADD, .note = 3, .board = 1, .column = 1, .role = 1, .text = LONG_TEXT},
    {.type = EV_NOTE_EDIT, .note = 1, .role = 0, .text = "Korte lijnen, ook in de avond"},
    {.type = EV_NOTE_ADD,
     .note = 4,
     .board = 1,
     .column = 0,
     .role = 2,
     .text = "Geheim: mevrouw Jansen"},
    {.type = EV_NOTE_EDIT, .note = 4, .role = 2, .text = "Geheim: mevrouw J."},
    {.type = EV_NOTE_REMOVE, .note = 4},
    {.type = EV_CLUSTER_ADD, .cluster = 1, .board = 1, .column = 1, .text = "Loketten", LIST(2, 3)},
    {.type = EV_CLUSTER_NAME, .cluster = 1, .text = "Minder loketten"},
    {.type = EV_NOTE_MARK, .note = 1, .value = MARK_STOOD_OUT},
    {.type = EV_NOTE_MOVE, .note = 1, .column = 1, .index = 0},
    {.type = EV_PLACE_GO, .item = 3, .step = 2},
    {.type = EV_ROUND_OPEN,
     .round = 2,
     .item = 3,
     .step = 2,
     .kind = VOTE_SCALE,
     .method = METHOD_BALLOTS,
     .text = "Hoe ver zijn we?",
     LABELS("Aan het begin", "Halverwege", "Het staat")},
    {.type = EV_BALLOT_CAST, .round = 2, .ballot = 30, .role = 0, LIST(5)},
    {.type = EV_BALLOT_CAST, .round = 2, .ballot = 20, .role = 0, LIST(1)},
    {.type = EV_BALLOT_CAST, .round = 2, .ballot = 10, .role = 1, LIST(3)},
    {.type = EV_SESSION_PAUSE},
    {.type = EV_SESSION_RESUME},
    {.type = EV_BALLOT_CAST, .round = 2, .ballot = 25, .role = 1, LIST(4)},
    {.type = EV_ROUND_REVEAL, .round = 2},
    {.type = EV_ROUND_OPEN,
     .round = 3,
     .item = 3,
     .step = 3,
     .kind = VOTE_FIST,
     .method = METHOD_HANDS,
     .text = "Staan we erachter?"},
    {.type = EV_HANDS_SET, .round = 3, .role = -1, LIST(0, 0, 1, 2, 3, 4)},
    {.type = EV_ROUND_REVEAL, .round = 3},
    {.type = EV_AGREEMENT_ADD,
     .agreement = 1,
     .item = 3,
     .text = "Eén telefoonnummer",
     .role = 1,
     .who = "",
     .date = "2026-12-18",
     .note = 2,
     .previous = ""},
    {.type = EV_AGREEMENT_ADD,
     .agreement = 2,
     .item = 3,
     .text = "Koffie bij de balie",
     .role = -1,
     .who = "het wijkteam",
     .date = "",
     .note = 0,
     .previous = ""},
    {.type = EV_AGREEMENT_EDIT,
     .agreement = 2,
     .text = "Koffie en thee bij de balie",
     .role = -1,
     .who = "het wijkteam",
     .date = "2026-12-01"},
    {.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = 2, .value = 1},
    {.type = EV_NOTE_ADD, .note = 5, .board = 1, .column = 0, .role = -1, .text = "Weg ermee"},
    {.type = EV_UNDO, .value = 47},
    {.type = EV_ROUND_OPEN,
     .round = 4,
     .item = 3,
     .step = 4,
     .kind = VOTE_SCALE,
     .method = METHOD_BALLOTS,
     .text = "Nog een keer?"},
    {.type = EV_BALLOT_CAST, .round = 4, .ballot = 9, .role = 0, LIST(2)},
    {.type = EV_ROUND_CANCEL, .round = 4},
    {.type = EV_AGREEMENT_STATE, .agreement = 1, .value = AGREEMENT_DONE},
    {.type = EV_AGENDA_SKIP, .item = 4, .value = 0},
    {.type = EV_NOTE_DRAW,
     .note = 6,
     .board = 1,
     .column = 0,
     .role = 1,
     INK(1, 2, 0, 0, 1000, 640, 2, 1, 500, 7)},
    {.type = EV_NOTE_EDIT, .note = 6, .role = 1, .text = "Een brug"},
    {.type = EV_NOTE_DRAW,
     .note = 7,
     .board = 1,
     .column = 1,
     .role = -1,
     INK(2, 2, 123, 456, 124, 457)},
    {.type = EV_NOTE_REMOVE, .note = 7},
    {.type = EV_SESSION_KEEP, .date = "2027-06-01"},
    {.type = EV_PLACE_GO, .item = 4},
    {.type = EV_SESSION_CLOSE},
};

int meeting_length(void) {
    return COUNT(script);
}

Event meeting_event(int i) {
    assert(i >= 0 && i < COUNT(script));
    return script[i];
}

static int find_type(EventType type) {
    int i = 0;
    while (script[i].type != type) i++;
    return i;
}

int meeting_reveal(void) {
    return find_type(EV_ROUND_REVEAL);
}

int meeting_close(void) {
    return find_type(EV_SESSION_CLOSE);
}

char *meeting_json(const Session *session) {
    Str json;
    str_init(&json);
    Err err = session_to_json(session, &json);
    assert(!err);
    (void)err;
    return json.text;
}

char *meeting_expected(const char *id, int n, int64_t at_ms) {
    Session session;
    session_init(&session);
    Err err = session_set_id(&session, id);
    for (int i = 0; i < n && !err; i++) {
        Event event = script[i];
        event.seq = (uint64_t)i + 1;
        bool timed = event.type != EV_BALLOT_CAST && event.type != EV_BALLOT_WITHDRAW;
        event.at_ms = timed ? at_ms : 0;
        ErrInfo info = {0};
        err = session_apply(&session, &event, &info);
        if (err) fprintf(stderr, "script event %d: %s\n", i, info.text);
    }
    assert(!err);
    char *json = meeting_json(&session);
    session_finish(&session);
    return json;
}

void meeting_record(const char *data, const char *id, int n) {
    Record *record;
    if (record_create(data, id, &record, NULL)) abort();
    for (int i = 0; i < n; i++) {
        Event event = meeting_event(i);
        if (record_append(record, &event)) abort();
    }
    if (record_close(record, NULL)) abort();
}

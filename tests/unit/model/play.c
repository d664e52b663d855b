// Playing a session in a test: doing, refusing, folding again.
#include "play.h"

#include "invariants.h"

Event play_create(void) {
    static const char *const ids[] = {"inwoner", "raad", "college"};
    static const char *const names[] = {"Inwoner", "Raadslid", "Collegelid"};
    static const int32_t people[] = {4, 3, 1};
    return (Event){.type = EV_SESSION_CREATE,
                   .scene = "integraal-werken",
                   .programme = "kort",
                   .place = "Houten",
                   .group = "Wijkteam Noord",
                   .lang = "nl",
                   .previous = "",
                   .date = "2027-11-23",
                   .ids = ids,
                   .id_count = PLAY_ROLES,
                   .labels = names,
                   .label_count = PLAY_ROLES,
                   .list = people,
                   .list_count = PLAY_ROLES};
}

static Event agenda_add(int item, PartKind kind, const char *assignment, int steps) {
    return (Event){.type = EV_AGENDA_ADD,
                   .item = item,
                   .kind = (int32_t)kind,
                   .scene = assignment,
                   .text = "Deel",
                   .minutes = 10,
                   .value = steps,
                   .index = item - 1};
}

void play_empty(Play *play) {
    session_init(&play->session);
    play->count = 0;
    play->now_ms = PLAY_START;
}

void play_start(Play *play) {
    play_empty(play);
    play_do(play, play_create());
    play_do(play, agenda_add(1, PART_WELCOME, "", 1));
    play_do(play, agenda_add(2, PART_CHOOSE, "", 1));
    play_do(play, agenda_add(3, PART_WORK, "eerste-driehoeksgesprek", 4));
    play_do(play, agenda_add(4, PART_CLOSE, "", 1));
    play_do(play, (Event){.type = EV_PLACE_GO, .item = 1});
}

void play_finish(Play *play) {
    session_finish(&play->session);
}

Err play_force(Play *play, Event event) {
    assert_true(play->count < PLAY_LOG_MAX);
    play->now_ms += 1000;
    event.seq = play->session.last_seq + 1;
    event.at_ms = play->now_ms;
    play->log[play->count++] = event;
    Err err = session_apply(&play->session, &event, NULL);
    const char *fault = session_fault(&play->session);
    if (fault) fail_msg("%s does not hold after %s", fault, event_specs[event.type].name);
    return err;
}

uint64_t play_do(Play *play, Event command) {
    const char *sentence = session_check(&play->session, &command);
    if (sentence) fail_msg("%s was refused: %s", event_specs[command.type].name, sentence);
    assert_int_equal(play_force(play, command), ERR_NONE);
    return play->session.last_seq;
}

void play_refused(Play *play, Event command, const char *sentence) {
    const char *said = session_check(&play->session, &command);
    assert_non_null(said);
    assert_string_equal(said, sentence);
    // The fold forgives more than the check, but never breaks.
    Session copy;
    play_fold(play, play->count, &copy);
    command.seq = copy.last_seq + 1;
    Err err = session_apply(&copy, &command, NULL);
    const char *fault = session_fault(&copy);
    if (fault) fail_msg("%s does not hold", fault);
    if (err == ERR_REFUSED) {
        copy.last_seq = play->session.last_seq;
        assert_same(&copy, &play->session, true);
    }
    session_finish(&copy);
}

void play_fold(const Play *play, int count, Session *out) {
    session_init(out);
    for (int i = 0; i < count; i++) {
        Err err = session_apply(out, &play->log[i], NULL);
        assert_int_not_equal(err, ERR_MEMORY);
    }
}

// ---- Events ------------------------------------------------------------------------------------

Event board_open(int board, int item, int step) {
    static const char *const columns[] = {"Nu", "Straks"};
    return (Event){.type = EV_BOARD_OPEN,
                   .board = board,
                   .item = item,
                   .step = step,
                   .text = "Wat zien jullie?",
                   .labels = columns,
                   .label_count = 2};
}

Event note_add(int note, int board, int column, int role, const char *text) {
    return (Event){.type = EV_NOTE_ADD,
                   .note = note,
                   .board = board,
                   .column = column,
                   .role = role,
                   .text = text};
}

Event note_move(int note, int column, int index) {
    return (Event){.type = EV_NOTE_MOVE, .note = note, .column = column, .index = index};
}

Event round_scale(int round, int item, int step) {
    static const char *const labels[] = {"niet", "een beetje", "helemaal"};
    return (Event){.type = EV_ROUND_OPEN,
                   .round = round,
                   .item = item,
                   .step = step,
                   .kind = VOTE_SCALE,
                   .text = "Herkennen jullie dit?",
                   .labels = labels,
                   .label_count = 3};
}

Event round_dots(int round, int item, int step) {
    static const char *const words[] = {"a", "b", "c", "d"};
    return (Event){.type = EV_ROUND_OPEN,
                   .round = round,
                   .item = item,
                   .step = step,
                   .kind = VOTE_DOTS,
                   .text = "Waar beginnen jullie?",
                   .ids = words,
                   .id_count = 4,
                   .labels = words,
                   .label_count = 4,
                   .value = 5};
}

Event round_choice(int round, int item, int step) {
    static const char *const ids[] = {"yes", "no", "later"};
    return (Event){.type = EV_ROUND_OPEN,
                   .round = round,
                   .item = item,
                   .step = step,
                   .kind = VOTE_CHOICE,
                   .text = "Doen we dit?",
                   .ids = ids,
                   .id_count = 3,
                   .labels = ids,
                   .label_count = 3};
}

Event round_fist(int round, int item, int step) {
    return (Event){.type = EV_ROUND_OPEN,
                   .round = round,
                   .item = item,
                   .step = step,
                   .kind = VOTE_FIST,
                   .text = "Kunnen jullie hiermee leven?"};
}

Event cast_one(int round, uint32_t ballot, int role, const int32_t *value) {
    return (Event){.type = EV_BALLOT_CAST,
                   .round = round,
                   .ballot = ballot,
                   .role = role,
                   .list = value,
                   .list_count = 1};
}

Event of_round(EventType type, int round) {
    return (Event){.type = type, .round = round};
}

Event of_note(EventType type, int note) {
    return (Event){.type = type, .note = note};
}

Event undo_of(uint64_t seq) {
    return (Event){.type = EV_UNDO, .value = (int64_t)seq};
}

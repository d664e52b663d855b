// A session: the fold of its events. session_apply is the only way to change one; it is pure apart
// from the memory of the session itself, and knows no files, no screen and no scene.
// Ids of notes, clusters, agreements, rounds, boards and agenda items are 1, 2, 3 … in order of
// being made; a damaged record may leave holes (present = false).
#ifndef PP_MODEL_SESSION_H
#define PP_MODEL_SESSION_H

#include "base/arena.h"
#include "base/err.h"
#include "model/event.h"
#include "model/scene.h"

enum {
    SESSION_NOTES_MAX = 20000,
    SESSION_CLUSTERS_MAX = 4000,
    SESSION_AGREEMENTS_MAX = 2000,
    SESSION_ROUNDS_MAX = 2000,
    SESSION_BOARDS_MAX = 500,
    SESSION_ITEMS_MAX = 64,
    SESSION_STEPS_MAX = 32,       // steps of one agenda item
    SESSION_MINUTES_MAX = 600,    // of one agenda item
    SESSION_SECONDS_MAX = 86400,  // of a timer; as far below zero when it runs over
    SESSION_BALLOTS_MAX = 20000,  // in one round
    SESSION_UNDO_MAX = 64,        // how far back undo reaches
    SESSION_HANDS_MAX = 200,      // hands for one answer
    SESSION_PEOPLE_MAX = 500,     // of one role
    ROUND_OPTIONS_MAX = 24,
    ROUND_DOTS_MAX = 20,   // dots per person that a record may hold
    NOTE_CHARS_MAX = 280,  // graphemes; what the interface accepts
};

typedef enum { MARK_NONE, MARK_STOOD_OUT, MARK_OPEN_QUESTION } NoteMark;
typedef enum {
    AGREEMENT_OPEN,
    AGREEMENT_DONE,
    AGREEMENT_DROPPED,
    AGREEMENT_UNDER_WAY,
    AGREEMENT_STUCK,
    AGREEMENT_STATE_COUNT
} AgreementState;  // as numbers in the record: only ever added to
// The last two are of what is still to come: new notes and new agreements stay here from the start.
typedef enum {
    STAYS_NOTE,
    STAYS_AGREEMENT,
    STAYS_ROUND,
    STAYS_NEW_NOTES,
    STAYS_NEW_AGREEMENTS,
    STAYS_KIND_COUNT
} StaysKind;
typedef enum { STAYS_NOTHING, STAYS_NOTES, STAYS_EVERYTHING } StaysDefault;  // of a meeting
typedef enum { SESSION_EMPTY, SESSION_ACTIVE, SESSION_PAUSED, SESSION_CLOSED } SessionState;

typedef struct {
    bool known, running;
    int32_t seconds;  // left, as far as it was recorded; below zero: over by so much
} StepClock;

typedef struct {
    bool present, skipped, visited;
    bool done;  // the group went on past its last step
    int id;
    PartKind kind;
    const char *assignment;  // id in the scene, "" for other parts
    const char *title;       // in the session's language
    int minutes, steps;      // steps: 1 for parts without steps of their own
    StepClock clocks[SESSION_STEPS_MAX];
} AgendaItem;

typedef struct {
    bool present, removed, stays_here;
    int id, board, column, role, cluster;  // role -1: none; cluster 0: none
    NoteMark mark;
    const char *text;    // of a drawing: what was written to it, or ""
    const int32_t *ink;  // a drawing (base/ink.h), or NULL
    int ink_count;
    int64_t at_ms;
} Note;

typedef struct {
    bool present, removed;
    int id, board, column;
    const char *name;  // "" when not named
} Cluster;

typedef struct {
    bool present;
    int id, item, step;
    const char *question;
    const char *columns[SCENE_COLUMNS_MAX];
    int column_count;
    int *order;  // note ids in their order on the board (all columns mixed, filter by column)
    int order_count, order_capacity;
} Board;

typedef struct {
    uint32_t number;  // random
    int role;         // -1: none given
    int8_t values[ROUND_OPTIONS_MAX];
} Ballot;

typedef enum { ROUND_OPEN, ROUND_REVEALED, ROUND_CANCELLED } RoundState;

typedef struct {
    bool present, stays_here;
    int id, item, step, number;  // number: 1 for the first round in this place, 2 for the second …
    VoteKind kind;
    VoteMethod method;
    RoundState state;
    const char *question;
    const char *options[ROUND_OPTIONS_MAX];  // ids; scale: "1" … "5", fist: "0" … "5"
    const char *
        labels[ROUND_OPTIONS_MAX];  // what stood on the screen; three words on a scale: [0] [2] [4]
    int option_count;               // scale: 5, fist: 6
    int dots;                       // VOTE_DOTS: dots per person
    int value_count;                // members of a ballot's values: 1, or option_count for dots
    Ballot *ballots;                // sorted by number, so that no order of voting can be read
    int ballot_count, ballot_capacity;
    uint32_t last_ballot;                                   // 0: none that can be withdrawn
    int32_t hands[SCENE_ROLES_MAX + 1][ROUND_OPTIONS_MAX];  // [0] no role, [1 + role]
} Round;

typedef struct {
    bool present, removed, stays_here;
    int id, item, role, note;       // role -1: free text in who; note 0: none
    const char *what, *who, *date;  // date "" or "2026-12-01"
    const char *previous;           // session it comes from, "" for this one
    AgreementState state;
    const char *obstacle;  // what is in the way, "" for nothing
} Agreement;

typedef struct {
    uint64_t seq;   // of the event that can be taken back
    Event inverse;  // internal form: only session_apply may carry it out
    bool used;
    void *memory;  // owned: the inverse's strings and list; reused by the ring
    size_t room;
} UndoEntry;

typedef struct {
    Arena arena;  // owns the strings
    uint64_t last_seq;
    SessionState state;
    bool new_notes_stay, new_agreements_stay;
    bool incomplete;  // set by recovery: something of the record is missing
    const char *id;   // "2026-11-23-houten-7f3k"
    const char *scene, *programme, *place, *group, *lang, *previous, *delete_by;
    int64_t created_ms, closed_ms, last_ms;
    const char *role_ids[SCENE_ROLES_MAX];
    const char *role_names[SCENE_ROLES_MAX];
    int role_count;
    int people[SCENE_ROLES_MAX];
    AgendaItem items[SESSION_ITEMS_MAX + 1];  // by id
    int item_count;                           // highest id
    int order[SESSION_ITEMS_MAX];             // item ids in the order of the agenda
    int order_count;
    int item, step;  // where the group is; item 0: nowhere yet
    struct {
        int item, step, seconds;
        bool running;
    } timer;
    const char *chosen[SCENE_ASSIGNMENTS_MAX];  // assignment ids
    int chosen_count;
    Board *boards;
    int board_count, board_capacity;  // index = id - 1, for all of these
    Note *notes;
    int note_count, note_capacity;
    Cluster *clusters;
    int cluster_count, cluster_capacity;
    Round *rounds;
    int round_count, round_capacity;
    Agreement *agreements;
    int agreement_count, agreement_capacity;
    UndoEntry undo[SESSION_UNDO_MAX];  // a ring
    int undo_start, undo_count;
    void *undo_spare;  // owned: where the next inverse is made
    size_t undo_spare_room;
} Session;

void session_init(Session *session);
void session_finish(Session *session);

// Copies the id; it stands in no event but in the first line of the record. ERR_REFUSED: not an id.
Err session_set_id(Session *session, const char *id) MUST_CHECK;

// Checks a command against the state: NULL when it may be recorded, else a sentence for a person
// (English msgid of the interface's translations, static). Never changes anything. What passes is
// never refused by session_apply. The sentences stand in N_() in session_check*.c and tally.c.
//
// Before session.create nothing else passes. A paused session takes session.resume, session.close
// and session.keep; a closed one stays closed and takes session.keep and stays.here. Every "add"
// carries the next id (count + 1). A session closes with rounds still open: nobody saw them.
const char *session_check(const Session *session, const Event *command);

// Applies one event; copies what it keeps. Texts of the session are borrowed until the next apply,
// which may write over them. An event that cannot be applied (a hole in a damaged
// record) is left out as far as it cannot be applied: ERR_REFUSED with the reason, and the session
// is as before. ERR_MEMORY: as before too. The sequence number becomes last_seq in either case but
// ERR_MEMORY and one that is not after last_seq, which is refused (0 is never applied).
//
// It trusts nothing in the event, and the state it leaves can be trusted: roles are -1 or below
// role_count (others become -1), dates are "" or dates, ids that others make paths of are ids or
// "", a note's cluster is one that is there, in the note's column. From a damaged record it keeps
// what it can: notes whose board.open is lost lie on a board without question (item 0), and a
// session whose session.create is lost is active without roles.
//
// Some events do more than their name: place.go makes its item visited and not skipped, stops
// a timer of another place, and makes an item done whose last step is left for a later one; note.move to another column takes the note out of its cluster, and
// cluster.add and cluster.put bring notes to the cluster's column; session.close erases the text
// of removed notes and forgets what can be undone; round.cancel drops the ballots and hands. A
// cluster whose last note left stays, without notes.
Err session_apply(Session *session, const Event *event, ErrInfo *info) MUST_CHECK;

// -- looking things up ------------------------------------------------------------------------
const AgendaItem *session_item(const Session *session, int id);  // NULL: no such item
int session_item_place(const Session *session, int id);          // index in order, or -1
const AgendaItem *session_next_item(const Session *session,
                                    int id);  // not skipped; id 0: the first; NULL: none
const AgendaItem *session_previous_item(const Session *session, int id);
// Votes, notes (taken away or not) and agreements of an agenda item: while there are any it stays.
bool session_item_holds(const Session *session, int id);
const Note *session_note(const Session *session, int id);  // NULL: none or a hole
const Cluster *session_cluster(const Session *session, int id);
const Agreement *session_agreement(const Session *session, int id);
const Round *session_round(const Session *session, int id);
const Board *session_board(const Session *session, int id);
const Board *session_board_at(const Session *session, int item, int step);  // NULL: none yet
const Round *session_round_at(const Session *session, int item,
                              int step);  // the newest not cancelled
const Round *session_round_before(const Session *session,
                                  const Round *round);  // the one before it in its place
// The same kind with the same answers to choose from, by their ids; and, of a question in the same
// words, by what stood on the screen.
bool round_same_answers(const Round *a, const Round *b);
// The last revealed vote of earlier that asked what this round of session asks, with the same answers:
// in the same step of the same assignment or part, whatever the languages, or else, where one of them
// belongs to no assignment, in the same words. NULL: none.
const Round *session_vote_of(const Session *earlier, const Session *session, const Round *round);
StaysDefault session_stays_default(const Session *session);
int session_people(const Session *session);  // all roles together
// Note ids of one column in board order, without removed ones; returns the count.
int session_column_notes(const Session *session, int board, int column, int *out, int max);
int session_cluster_notes(const Session *session, int cluster, int *out, int max);
int session_count_notes(const Session *session);  // without removed ones
int session_count_agreements(const Session *session);
// Still to be done: neither done nor dropped nor removed.
bool agreement_is_open(const Agreement *agreement);
// The step after (before) the one where the group is, over the ends of agenda items and past those
// skipped; an item gone back to opens on its last step. False: there is none.
bool session_next_place(const Session *session, int *out_item, int *out_step);
bool session_previous_place(const Session *session, int *out_item, int *out_step);
// A random ballot number that the round does not have yet.
uint32_t session_new_ballot(const Round *round);

// The newest event that can be taken back, or NULL. The command for it: type EV_UNDO, value = seq.
// Any entry of the ring can be taken back, not only the newest; what of it later events made
// impossible (a cluster that is gone) is left as it is. Ballots are taken back by ballot.withdraw
// of last_ballot, while the round is open.
const UndoEntry *session_undoable(const Session *session);
const UndoEntry *session_undo_entry(const Session *session, uint64_t seq);

// -- ids ---------------------------------------------------------------------------------------
// "2026-11-23-houten-7f3k" from a local date, a place (folded to a-z0-9, at most 24 characters,
// "plaats" when nothing is left) and four random characters; out holds at least 48 bytes.
void session_make_id(char *out, int year, int month, int day, const char *place, uint32_t random);
bool session_id_valid(const char *id);  // only [a-z0-9-], 1..60 characters, no leading '-'

const char *round_state_word(RoundState state);
const char *agreement_state_word(AgreementState state);  // "open", "under-way" …
int agreement_state_from_word(const char *word);         // -1: no such word
const char *session_state_word(SessionState state);

#endif

// A session to play with in tests: it keeps the events that made it, so that they can be folded
// again, and compares two sessions field by field.
#ifndef PP_TESTS_PLAY_H
#define PP_TESTS_PLAY_H

#include "model/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PLAY_ROLES = 3, PLAY_LOG_MAX = 4000 };
#define PLAY_START INT64_C(1795449600000)  // 2026-11-23T16:00:00Z

typedef struct {
    Session session;
    Event log[PLAY_LOG_MAX];  // what they borrow must live as long as the play
    int count;
    int64_t now_ms;  // goes on a second with each event
} Play;

// session.create with three roles of 4, 3 and 1 people.
Event play_create(void);

void play_empty(Play *play);  // no event yet
void play_start(
    Play *play);  // created; agenda 1 welcome, 2 choose, 3 work of 4 steps, 4 close; in item 1
void play_finish(Play *play);

// Asserts that the command passes session_check, then records and applies it. Gives its seq.
uint64_t play_do(Play *play, Event command);
// Asserts that the command is refused with this sentence, and that the fold does not crash on it.
void play_refused(Play *play, Event command, const char *sentence);
// Applies an event that no check has seen.
Err play_force(Play *play, Event event);

// Folds the first count events of the log into out, which the caller finishes.
void play_fold(const Play *play, int count, Session *out);

// NULL when equal, else which part differs. whole: every field; otherwise what a group can see, so
// that something removed equals something never made.
const char *session_difference(const Session *a, const Session *b, bool whole);

void assert_same(const Session *a, const Session *b, bool whole);

// Lists in the block where they stand: they live no longer than that.
#define LIST(...)                           \
    .list = (const int32_t[]){__VA_ARGS__}, \
    .list_count = (int)(sizeof((const int32_t[]){__VA_ARGS__}) / sizeof(int32_t))
#define IDS(...)                               \
    .ids = (const char *const[]){__VA_ARGS__}, \
    .id_count = (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
#define LABELS(...)                               \
    .labels = (const char *const[]){__VA_ARGS__}, \
    .label_count = (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

// Events that many tests need.
Event board_open(int board, int item, int step);  // two columns
Event note_add(int note, int board, int column, int role, const char *text);
Event note_move(int note, int column, int index);
Event round_scale(int round, int item, int step);   // by ballots
Event round_dots(int round, int item, int step);    // 4 options "a" … "d", 5 dots
Event round_choice(int round, int item, int step);  // "yes", "no", "later"
Event round_fist(int round, int item, int step);
Event cast_one(int round, uint32_t ballot, int role, const int32_t *value);
Event of_round(EventType type, int round);
Event of_note(EventType type, int note);
Event undo_of(uint64_t seq);

#endif

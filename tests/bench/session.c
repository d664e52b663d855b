// How long a large session takes to open. What one event costs: record.c.
//
//   bench_session FOLDER NOTES BALLOTS
//
// Makes a session in FOLDER (an empty data folder), leaves it there, and prints one JSON object.
#include "base/clock.h"
#include "base/str.h"
#include "storage/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPENINGS = 5, BALLOTS_PER_ROUND = 500, COLUMNS = 3, BATCH = 200 };

static const char SESSION_ID[] = "2026-11-23-houten-7f3k";
static const char *const ROLES[] = {"inwoner", "sociaal", "werk", "manager"};
static const char *const NAMES[] = {"Inwoner", "Sociaal domein", "Werk", "Manager"};
static const int32_t PEOPLE[] = {120, 80, 40, 10};
enum { ROLE_COUNT = 4 };
// One bouwopgave of the pack that comes with the program: the board and the vote are steps of it.
static const char ASSIGNMENT[] = "een-zin-voor-iedereen";
enum { STEPS = 6, BOARD_STEP = 2, VOTE_STEP = 4 };

static void give_up(const char *what, const ErrInfo *info) {
    (void)fprintf(stderr, "bench_session: %s: %s\n", what, info ? info->text : "");
    exit(3);
}

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

// Records and applies, in the order in which the program does; refuses to measure nonsense.
static void happen(Record *record, Session *session, Event event) {
    const char *fault = session_check(session, &event);
    ErrInfo info = {.text = ""};
    if (fault) {
        (void)snprintf(info.text, sizeof info.text, "%s", fault);
        give_up("the session refuses", &info);
    }
    if (record_append(record, &event) != ERR_NONE) give_up("not recorded", NULL);
    if (session_apply(session, &event, &info) != ERR_NONE) give_up("not applied", &info);
}

static void prepare(Record *record, Session *session) {
    happen(record, session,
           (Event){.type = EV_SESSION_CREATE,
                   .scene = "integraal-werken",
                   .programme = "volledig",
                   .place = "Houten",
                   .group = "Raad en inwoners",
                   .lang = "nl",
                   .previous = "",
                   .date = "2027-11-23",
                   .ids = ROLES,
                   .id_count = ROLE_COUNT,
                   .labels = NAMES,
                   .label_count = ROLE_COUNT,
                   .list = PEOPLE,
                   .list_count = ROLE_COUNT});
    happen(record, session,
           (Event){.type = EV_AGENDA_ADD,
                   .item = 1,
                   .kind = PART_WORK,
                   .scene = ASSIGNMENT,
                   .text = "Een zin voor iedereen",
                   .minutes = 60,
                   .value = STEPS});
    happen(record, session, (Event){.type = EV_PLACE_GO, .item = 1, .step = BOARD_STEP});
    static const char *const columns[COLUMNS] = {"Dit gaat goed", "Dit kan beter", "Vragen"};
    happen(record, session,
           (Event){.type = EV_BOARD_OPEN,
                   .board = 1,
                   .item = 1,
                   .step = BOARD_STEP,
                   .text = "Wat zien jullie?",
                   .labels = columns,
                   .label_count = COLUMNS});
}

static void add_note(Record *record, Session *session, int number) {
    char text[160];
    (void)snprintf(text, sizeof text,
                   "Briefje %d: het gesprek met de wijk begint vóór het plan, niet erna.", number);
    happen(record, session,
           (Event){.type = EV_NOTE_ADD,
                   .note = number,
                   .board = 1,
                   .column = number % COLUMNS,
                   .role = number % ROLE_COUNT,
                   .text = text});
}

static void open_round(Record *record, Session *session, int round) {
    static const char *const options[] = {"1", "2", "3", "4", "5"};
    static const char *const words[] = {"helemaal niet", "", "een beetje", "", "helemaal"};
    happen(record, session,
           (Event){.type = EV_ROUND_OPEN,
                   .round = round,
                   .item = 1,
                   .step = VOTE_STEP,
                   .kind = VOTE_SCALE,
                   .method = METHOD_BALLOTS,
                   .text = "Hoe staat het ervoor?",
                   .ids = options,
                   .id_count = 5,
                   .labels = words,
                   .label_count = 5});
}

static double measure_open(const char *folder, uint64_t *out_events) {
    double times[OPENINGS];
    for (int i = 0; i < OPENINGS; i++) {
        Session session;
        Recovery recovery;
        Record *record = NULL;
        ErrInfo info = {.text = ""};
        double start = now_ms();
        if (record_open(folder, SESSION_ID, RECORD_LOOK, &session, &recovery, &record, &info) !=
            ERR_NONE) {
            give_up("not opened", &info);
        }
        times[i] = now_ms() - start;
        *out_events = recovery.events;
        session_finish(&session);
        (void)record_close(record, &info);
    }
    qsort(times, OPENINGS, sizeof *times, compare);
    return times[OPENINGS / 2];
}

int main(int argc, char **argv) {
    int notes = argc == 4 ? (int)strtol(argv[2], NULL, 10) : 0;
    int ballots = argc == 4 ? (int)strtol(argv[3], NULL, 10) : 0;
    if (notes < 1 || ballots < 1) {
        (void)fprintf(stderr, "usage: bench_session FOLDER NOTES BALLOTS\n");
        return 2;
    }
    ErrInfo info = {.text = ""};
    Record *record = NULL;
    Session session;
    session_init(&session);
    if (record_create(argv[1], SESSION_ID, &record, &info) != ERR_NONE) give_up("create", &info);
    prepare(record, &session);
    record_flush(record, 10000);

    for (int i = 0; i < notes; i++) {
        add_note(record, &session, i + 1);
        if (i % BATCH == 0) record_flush(record, 10000);
    }
    for (int i = 0; i < ballots; i++) {
        int round = i / BALLOTS_PER_ROUND + 1;
        if (i % BALLOTS_PER_ROUND == 0) {
            if (i > 0) {
                happen(record, &session, (Event){.type = EV_ROUND_REVEAL, .round = round - 1});
            }
            open_round(record, &session, round);
        }
        int32_t answer = i % 5 + 1;
        happen(record, &session,
               (Event){.type = EV_BALLOT_CAST,
                       .round = round,
                       .role = i % ROLE_COUNT,
                       .ballot = session_new_ballot(session_round(&session, round)),
                       .list = &answer,
                       .list_count = 1});
        if (i % BATCH == 0) record_flush(record, 10000);
    }
    if (record_close(record, &info) != ERR_NONE) give_up("close", &info);
    session_finish(&session);

    uint64_t count = 0;
    double open_ms = measure_open(argv[1], &count);
    printf("{\"events\": %llu, \"open_ms\": %.2f}\n", (unsigned long long)count, open_ms);
    return 0;
}

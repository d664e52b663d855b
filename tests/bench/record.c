// What the record costs, as ratios in one run: one confirmed event (from record_append until it is
// said to be saved) against a bare write + fdatasync of the same bytes in the same folder, and against
// SQLite's WAL with synchronous=FULL; and the recovery of 50,000 events. Events are those of five long
// meetings, each with a record, a file and a database of its own.
//     bench_record [FOLDER]      FOLDER: on the disk to be measured, default: the working directory
// Prints one JSON object; run.py holds it to its limits. What is measured takes turns, one event each and
// each first, second and last as often, so that the disk's moods hit all alike: what a sync costs
// depends on whose went before.
#include "storage/record.h"
#include "storage/event_json.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <fcntl.h>
#include <inttypes.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#ifdef HAVE_SQLITE
#include <sqlite3.h>
#endif

enum { SUBJECTS = 3, MEETINGS = 5, ROUNDS = 2000, ALL = MEETINGS * ROUNDS, MANY = 50000 };

static double now_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

typedef struct {
    double p50, p99;
} Times;

static Times sum_up(double *times, int count) {
    qsort(times, (size_t)count, sizeof *times, compare);
    return (Times){times[count / 2], times[count * 99 / 100]};
}

static Event note(int number) {
    Event event = meeting_event(19);
    event.note = number;
    return event;
}

static void die(const char *what) {
    fprintf(stderr, "bench_record: %s\n", what);
    exit(3);
}

typedef struct {
    Record *record;
    sem_t saved;
    int bare_fd;
    off_t bare_size;
#ifdef HAVE_SQLITE
    sqlite3 *db;
    sqlite3_stmt *insert;
#endif
} Writers;

static void wake(void *semaphore) {
    (void)sem_post(semaphore);
}

// As the program hears of it: the storage thread wakes who wants to know.
static double time_record(Writers *writers, int i) {
    Event event = note(i + 1);
    double start = now_ms();
    if (record_append(writers->record, &event)) die("append");
    while (record_status(writers->record).synced_seq < event.seq) (void)sem_wait(&writers->saved);
    return now_ms() - start;
}

static double time_bare(Writers *writers, const Str *line) {
    double start = now_ms();
    if (write(writers->bare_fd, line->text, line->length) != (ssize_t)line->length) die("write");
    if (fdatasync(writers->bare_fd) != 0) die("fdatasync");
    return now_ms() - start;
}

#ifdef HAVE_SQLITE
static void open_sqlite(Writers *writers, const char *path) {
    if (sqlite3_open(path, &writers->db) != SQLITE_OK) die("sqlite");
    static const char setup[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                "CREATE TABLE events(seq INTEGER PRIMARY KEY, line TEXT);";
    if (sqlite3_exec(writers->db, setup, NULL, NULL, NULL) != SQLITE_OK) die("sqlite setup");
    if (sqlite3_prepare_v2(writers->db, "INSERT INTO events(line) VALUES(?)", -1, &writers->insert,
                           NULL) != SQLITE_OK)
        die("sqlite prepare");
}

static double time_sqlite(Writers *writers, const Str *line) {
    double start = now_ms();
    (void)sqlite3_bind_text(writers->insert, 1, line->text, (int)line->length, SQLITE_STATIC);
    if (sqlite3_step(writers->insert) != SQLITE_DONE) die("sqlite step");
    (void)sqlite3_reset(writers->insert);
    return now_ms() - start;
}
#endif

typedef struct {
    double record[ALL], bare[ALL], sqlite[ALL];
} Samples;

static void hold_meeting(const char *folder, int meeting, Samples *samples) {
    char id[32];
    (void)snprintf(id, sizeof id, "2026-11-23-houten-7f%02d", meeting);
    Writers writers = {0};
    if (record_create(folder, id, &writers.record, NULL)) die("create");
    for (int i = 0; i < 19; i++) {
        Event event = meeting_event(i);
        if (record_append(writers.record, &event)) die("append");
    }
    record_flush(writers.record, 5000);
    (void)sem_init(&writers.saved, 0, 0);
    record_set_wake(writers.record, wake, &writers.saved);
    writers.bare_fd =
        open(folder_path("%s/%s.bare", folder, id), O_WRONLY | O_CREAT | O_APPEND, 0600);
    // Space ahead for all of it, as the record always has.
    (void)fallocate(writers.bare_fd, FALLOC_FL_KEEP_SIZE, 0, 1024 * 1024);
    Str line;
    str_init(&line);
    Event event = note(1);
    event.seq = 100;
    event.at_ms = INT64_C(1795448613120);
    event_line_write(&line, &event, 99);
#ifdef HAVE_SQLITE
    open_sqlite(&writers, folder_path("%s/%s.db", folder, id));
#endif
    for (int i = 0; i < ROUNDS; i++) {
        int at = meeting * ROUNDS + i;
        for (int turn = i; turn < i + SUBJECTS; turn++) {
            if (turn % SUBJECTS == 0) samples->record[at] = time_record(&writers, i);
            if (turn % SUBJECTS == 1) samples->bare[at] = time_bare(&writers, &line);
#ifdef HAVE_SQLITE
            if (turn % SUBJECTS == 2) samples->sqlite[at] = time_sqlite(&writers, &line);
#endif
        }
    }
#ifdef HAVE_SQLITE
    (void)sqlite3_finalize(writers.insert);
    (void)sqlite3_close(writers.db);
#endif
    str_finish(&line);
    (void)close(writers.bare_fd);
    if (record_close(writers.record, NULL)) die("close");
    (void)sem_destroy(&writers.saved);
}

static void measure_events(const char *folder) {
    static Samples samples;
    for (int i = 0; i < MEETINGS; i++) hold_meeting(folder, i, &samples);
    Times ours = sum_up(samples.record, ALL), bare = sum_up(samples.bare, ALL);
    printf("\"event_p50_ms\": %.4f, \"event_p99_ms\": %.4f, \"bare_p50_ms\": %.4f, "
           "\"bare_p99_ms\": %.4f",
           ours.p50, ours.p99, bare.p50, bare.p99);
#ifdef HAVE_SQLITE
    Times sqlite = sum_up(samples.sqlite, ALL);
    printf(", \"sqlite_p50_ms\": %.4f, \"sqlite_p99_ms\": %.4f", sqlite.p50, sqlite.p99);
#endif
}

static void measure_recovery(const char *folder) {
    Str text;
    str_init(&text);
    event_header_write(&text, "2026-11-24-lang-aaaa", 0);
    for (int i = 0; i < MANY; i++) {
        Event event = i < 19 ? meeting_event(i) : note(1 + (i - 19) % 15000);
        // Notes, and edits of them: the mix of a very long meeting.
        if (i - 19 >= 15000) event.type = EV_NOTE_EDIT;
        event.seq = (uint64_t)i + 1;
        event.at_ms = INT64_C(1795448613120) + i * 1000;
        event_line_write(&text, &event, (uint64_t)i);
    }
    if (mkdir(folder_path("%s/sessions", folder), 0700) &&
        !file_there(folder_path("%s/sessions", folder)))
        die("mkdir");
    (void)mkdir(folder_path("%s/sessions/2026-11-24-lang-aaaa", folder), 0700);
    file_put(folder_path("%s/sessions/2026-11-24-lang-aaaa/events.jsonl", folder), text.text,
             text.length);
    static double times[5];
    for (int i = 0; i < 5; i++) {
        Session session;
        Recovery recovery;
        Record *record;
        double start = now_ms();
        Err err = record_open(folder, "2026-11-24-lang-aaaa", i < 4 ? RECORD_LOOK : RECORD_WRITE,
                              &session, &recovery, &record, NULL);
        times[i] = now_ms() - start;
        if (err || session.last_seq != MANY || !recovery_is_clean(&recovery)) die("recovery");
        session_finish(&session);
        if (record_close(record, NULL)) die("close");
    }
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    Times sum = sum_up(times, 5);
    printf(", \"recovery_p50_ms\": %.1f, \"recovery_worst_ms\": %.1f, \"recovery_events\": %d, "
           "\"recovery_peak_mb\": %ld",
           sum.p50, times[4], MANY, usage.ru_maxrss / 1024);
    str_finish(&text);
}

int main(int argc, char **argv) {
    (void)setenv("TMPDIR", argc > 1 ? argv[1] : ".", 1);
    char *folder = folder_make();
    printf("{");
    measure_events(folder);
    measure_recovery(folder);
    printf("}\n");
    folder_remove(folder);
    return 0;
}

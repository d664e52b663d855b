// Invariant: no more than one meeting is in memory at a time, and a faulty one among many costs the
// others nothing: it is said and left out.
#include "report_main/compare_main.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "report/comparison.h"
#include "report/report.h"
#include "report_main/apart.h"
#include "report_main/deliver.h"
#include "report_main/pack.h"
#include "report_main/progress.h"
#include "storage/languages.h"
#include "storage/sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 8, PATH_LENGTH_MAX = 4096, TOLD_MAX = 20 };
enum { PROGRESS_MS = 500 };

typedef struct {
    const char *word, *ending;
    ComparisonWrite *write;
    bool draws;  // the pack's picture
} Format;

static const Format formats[] = {
    {"json", ".json", comparison_json, false},
    {"csv", "-meetings.csv", comparison_meetings_csv, false},
    {"csv", "-figures.csv", comparison_groups_csv, false},
    {"html", ".html", comparison_html, false},
    {"pdf", ".pdf", comparison_pdf, true},
    {"xlsx", ".xlsx", comparison_xlsx, false},
};

enum { FORMATS = (int)(sizeof formats / sizeof *formats) };

typedef struct {
    const CompareJob *job;
    SourceList sources;
    SourceReader *reader;
    MeetingFacts *facts;
    Pack pack;
    Lang lang;
    Compare *compare;
    int faulty;
    Delivery files[FILES_MAX];
    int file_count;
} Work;

// ---- Formats ---------------------------------------------------------------------------------------

static bool in_list(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, ",");
        if (length == n && strncmp(at, word, n) == 0) return true;
        at += length + (at[length] == ',');
    }
    return !*list;
}

static Err check_formats(const char *list, ErrInfo *info) {
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, ",");
        bool known = false;
        for (int i = 0; i < FORMATS; i++)
            known = known || (strlen(formats[i].word) == length &&
                              strncmp(at, formats[i].word, length) == 0);
        if (!known)
            return err_set(info, ERR_USAGE, 0,
                           "-f %.*s is no format: choose from json, csv, html, pdf, xlsx",
                           (int)length, at);
        at += length;
        if (*at == ',' && !*++at)
            return err_set(info, ERR_USAGE, 0,
                           "-f %s ends in a comma: choose from json, csv, html, pdf, xlsx", list);
    }
    return ERR_NONE;
}

// ---- Reading ---------------------------------------------------------------------------------------

static Err set_language(Work *work, ErrInfo *info) {
    char fonts[PATH_LENGTH_MAX];
    work->lang = LANG_NL;
    Err err = *work->job->lang ? languages_find(work->job->lang, &work->lang, info) : ERR_NONE;
    i18n_set_language(lang_code(work->lang));
    (void)snprintf(fonts, sizeof fonts, "%s/fonts", work->job->share);
    report_use_fonts(fonts);
    return err;
}

// On a terminal: how far it is, from the first moment on.
static void tell(int done, int count, int64_t *last_ms) {
    int64_t now = clock_monotonic_ms();
    if (count < 2 || !isatty(STDERR_FILENO) || (*last_ms && now - *last_ms < PROGRESS_MS)) return;
    *last_ms = now;
    (void)fprintf(stderr, "\rpraatplaat: %d of %d meetings read", done, count);
    (void)fflush(stderr);
}

static void read_one(Work *work, const Source *source) {
    ErrInfo info = {0};
    Err err = source_read(work->reader, source, work->pack.scene, work->lang, work->facts, &info);
    if (err == ERR_NONE && !work->compare) {
        // The first that can be read says which poster it is about.
        pack_open(work->job->share, work->job->scene, work->facts->scene, &work->pack);
        work->compare = compare_create(work->pack.scene, work->lang, work->job->role_min,
                                       !work->sources.choice);
        err = source_read(work->reader, source, work->pack.scene, work->lang, work->facts, &info);
    }
    if (err == ERR_NONE) {
        compare_add(work->compare, work->facts);
        return;
    }
    if (work->faulty++ < TOLD_MAX) log_err(&info);
}

static Err read_all(Work *work, ErrInfo *info) {
    for (int i = 0; i < work->job->count; i++) {
        Err err = sources_add(&work->sources, work->job->data, work->job->names[i], info);
        if (err) return err;
    }
    sources_settle(&work->sources);
    int64_t last_ms = 0;
    for (int i = 0; i < work->sources.count; i++) {
        tell(i, work->sources.count, &last_ms);
        read_one(work, &work->sources.items[i]);
    }
    if (last_ms) (void)fputs("\r\033[K", stderr);
    if (work->faulty > TOLD_MAX)
        log_line("%d meetings more cannot be read: they are left out", work->faulty - TOLD_MAX);
    if (!work->compare) return err_set(info, ERR_REFUSED, 0, "none of these meetings can be read");
    compare_settle(work->compare);
    return ERR_NONE;
}

// ---- Writing ---------------------------------------------------------------------------------------

typedef struct {
    ComparisonWrite *write;
    const Comparison *input;
} OneFile;

static Err write_apart(const void *context, Str *out, ErrInfo *info) {
    const OneFile *file = context;
    return file->write(file->input, out, info);
}

static Err make_file(const Format *format, Comparison *input, Str *out, ErrInfo *info) {
    if (!format->draws) return format->write(input, out, info);
    OneFile file = {format->write, input};
    return apart_draw(write_apart, &file, &input->picture, out, info);
}

static Err make_files(Work *work, ErrInfo *info) {
    Comparison input = {.compare = work->compare,
                        .scene = work->pack.scene,
                        .picture = work->pack.picture.text,
                        .picture_bytes = work->pack.picture.length,
                        .lang = work->lang,
                        .role_min = work->job->role_min,
                        .faulty = work->faulty,
                        .doubles = work->sources.doubles};
    for (int i = 0; i < FORMATS; i++) {
        if (!in_list(work->job->formats, formats[i].word)) continue;
        Delivery *file = &work->files[work->file_count++];
        str_init(&file->bytes);
        (void)snprintf(file->name, sizeof file->name, "praatplaat-compare%s", formats[i].ending);
        Err err = make_file(&formats[i], &input, &file->bytes, info);
        if (err) return err;
    }
    return ERR_NONE;
}

static Err say_files(const Work *work, ErrInfo *info) {
    const char *folder = work->job->folder;
    for (int i = 0; i < work->file_count; i++)
        (void)printf("%s%s%s\n", folder, *folder ? "/" : "", work->files[i].name);
    if (fflush(stdout) == 0) return ERR_NONE;
    return err_set(info, ERR_MACHINE, 0,
                   "standard output cannot be written: the files themselves are there");
}

Err compare_run(const CompareJob *job, ErrInfo *info) {
    Work *work = calloc(1, sizeof *work);
    if (!work) return err_set(info, ERR_MEMORY, 0, "no memory left");
    work->job = job;
    pack_init(&work->pack);
    sources_init(&work->sources);
    work->reader = source_reader_create();
    work->facts = calloc(1, sizeof *work->facts);
    Err err = work->reader && work->facts ? check_formats(job->formats, info)
                                          : err_set(info, ERR_MEMORY, 0, "no memory left");
    if (!err) err = set_language(work, info);
    if (!err) err = read_all(work, info);
    if (!err) err = make_files(work, info);
    if (!err) err = deliver(*job->folder ? job->folder : ".", work->files, work->file_count, info);
    if (!err) err = say_files(work, info);
    for (int i = 0; i < work->file_count; i++) str_finish(&work->files[i].bytes);
    compare_destroy(work->compare);
    pack_finish(&work->pack);
    source_reader_destroy(work->reader);
    free(work->facts);
    sources_finish(&work->sources);
    free(work);
    return err;
}

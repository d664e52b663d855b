// praatplaat-report: makes the files in which an outcome leaves the room. A program of its own, so that
// the libraries for print and spreadsheets cost the start of the poster nothing, and a report that
// takes long, or fails, never takes a meeting along. It opens sessions to look only.
//
//   praatplaat-report export|take|compare DATA SHARE SCENE LANG ROLE_MIN FORMATS DIR SESSION...
//
// DATA is the data folder, SHARE the program's own. SCENE, LANG, FORMATS and DIR may be "": the pack
// by the name in the session, the session's language, all formats, the current folder. Writes the
// paths of what it made to standard output; take tells how far it is there instead (progress.h).
// SIGTERM ends it without a trace. Exit status: that of praatplaat.
#include "base/i18n.h"
#include "base/log.h"
#include "base/standard_files.h"
#include "report/file_name.h"
#include "report/report.h"
#include "report_main/apart.h"
#include "report_main/compare_main.h"
#include "report_main/deliver.h"
#include "report_main/name.h"
#include "report_main/pack.h"
#include "report_main/progress.h"
#include "storage/languages.h"
#include "storage/session_look.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum { FILES_MAX = 16, SESSIONS_MAX = 256, PATH_LENGTH_MAX = 4096, ARGUMENTS = 9 };

typedef struct {
    const char *word;           // of -f
    const char *also;           // a word for this file alone; NULL: none
    const char *what, *ending;  // of the file's name, behind that of the meeting
    ReportWrite *write;
    bool draws;  // the pack's picture
} Format;

// The summary is a document of its own, for who has two minutes; it comes with the report. The page
// of the poster leads: it is what most people open.
static const Format formats[] = {
    {"pdf", "pdf-short", N_("summary"), ".pdf", report_pdf_short, true},
    {"pdf", "pdf-full", N_("report"), ".pdf", report_pdf, true},
    {"html", NULL, N_("web page"), ".html", report_html, false},
    {"xlsx", NULL, N_("tables"), ".xlsx", report_xlsx, false},
    {"png", NULL, N_("poster"), ".png", report_png, true},
    {"csv", NULL, N_("overview"), ".csv", report_overview_csv, false},
    {"csv", NULL, N_("votes"), ".csv", report_votes_csv, false},
    {"csv", NULL, N_("notes"), ".csv", report_notes_csv, false},
    {"csv", NULL, N_("agreements"), ".csv", report_agreements_csv, false},
    {"json", NULL, N_("data"), ".json", report_json, false},
};

enum { FORMATS = (int)(sizeof formats / sizeof *formats) };

typedef struct {
    bool compare;
    const char *data, *share, *scene, *lang, *formats, *folder;
    int role_min;
    char **names;
    int count;
} Job;

typedef struct {
    Session sessions[SESSIONS_MAX];
    const Session *list[SESSIONS_MAX];
    int count;
    Pack pack;
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
    return false;
}

// "csv-comma" and "csv-semicolon" are csv with that between the cells, whatever the language.
static char separator_of(const Job *job) {
    return (char)(in_list(job->formats, "csv-comma")       ? ','
                  : in_list(job->formats, "csv-semicolon") ? ';'
                                                           : 0);
}

static bool is_word(const char *at, size_t length, const char *word) {
    return word && strlen(word) == length && strncmp(at, word, length) == 0;
}

static bool wanted(const Job *job, const Format *format) {
    return !*job->formats || in_list(job->formats, format->word) ||
           (format->also && in_list(job->formats, format->also)) ||
           (str_equal(format->word, "csv") && separator_of(job));
}

static Err check_formats(const Job *job, ErrInfo *info) {
    const char *all = "json, csv, csv-comma, csv-semicolon, html, pdf, pdf-short, pdf-full, "
                      "xlsx, png";
    for (const char *at = job->formats; *at;) {
        size_t length = strcspn(at, ",");
        bool known = is_word(at, length, "csv-comma") || is_word(at, length, "csv-semicolon");
        for (int i = 0; i < FORMATS; i++)
            known = known || is_word(at, length, formats[i].word) ||
                    is_word(at, length, formats[i].also);
        if (!known)
            return err_set(info, ERR_USAGE, 0, "-f %.*s is no format: choose from %s", (int)length,
                           at, all);
        at += length;
        if (*at == ',' && !*++at)
            return err_set(info, ERR_USAGE, 0, "-f %s ends in a comma: choose from %s",
                           job->formats, all);
    }
    return ERR_NONE;
}

// ---- What goes in ----------------------------------------------------------------------------------

static Err open_sessions(const Job *job, Work *work, ErrInfo *info) {
    for (int i = 0; i < job->count; i++) {
        Recovery recovery;
        Record *record = NULL;
        Session *session = &work->sessions[work->count];
        Err err = session_look(job->data, job->names[i], session, &recovery, &record, info);
        if (!record) return err == ERR_NONE ? ERR_MACHINE : err;
        // Locked by a meeting that runs, or of a newer version: there to look at all the same.
        if (!recovery.locked) session_say_recovery(record_session_id(record), &recovery);
        (void)record_close(record, NULL);
        work->list[work->count++] = session;
    }
    return ERR_NONE;
}

// A language that was asked for is there, or it is said; that of a meeting which was held on another
// machine may be missing here, and then Dutch is.
static Err set_language(const Job *job, const Session *session, Lang *out, ErrInfo *info) {
    int lang = lang_from_code(session->lang);
    *out = lang >= 0 ? lang : LANG_NL;
    Err err = *job->lang ? languages_find(job->lang, out, info) : ERR_NONE;
    i18n_set_language(lang_code(*out));
    return err;
}

// ---- What comes out --------------------------------------------------------------------------------

typedef struct {
    ReportWrite *write;
    const ReportInput *input;
} OneFile;

static Err write_apart(const void *context, Str *out, ErrInfo *info) {
    const OneFile *file = context;
    return file->write(file->input, out, info);
}

static Err make_file(const Format *format, ReportInput *input, Str *out, ErrInfo *info) {
    if (!format->draws) return format->write(input, out, info);
    OneFile file = {format->write, input};
    return apart_draw(write_apart, &file, &input->picture, out, info);
}

static Err make_files(const Job *job, Work *work, ErrInfo *info) {
    ReportInput input = {.sessions = work->list,
                         .count = work->count,
                         .scene = work->pack.scene,
                         .picture = work->pack.picture.text,
                         .picture_bytes = work->pack.picture.length,
                         .separator = separator_of(job),
                         .role_min = job->role_min};
    Err err = set_language(job, work->list[0], &input.lang, info);
    char fonts[PATH_LENGTH_MAX], stem[FILE_NAME_MAX];
    (void)snprintf(fonts, sizeof fonts, "%s/fonts", job->share);
    if (!err) report_use_fonts(fonts);
    name_meeting(job->data, work->list[0], stem);
    int made = 0, all = 0;
    for (int i = 0; i < FORMATS; i++) all += wanted(job, &formats[i]);
    for (int i = 0; i < FORMATS && !err; i++) {
        if (!wanted(job, &formats[i])) continue;
        if (stop_asked()) return stop_sentence(info);
        progress_making(made++, all);
        Delivery *file = &work->files[work->file_count++];
        str_init(&file->bytes);
        file_name_make(stem, _(formats[i].what), formats[i].ending, file->name);
        err = make_file(&formats[i], &input, &file->bytes, info);
    }
    return err;
}

static Err say_files(const Job *job, const Work *work, ErrInfo *info) {
    if (progress_used()) return ERR_NONE;
    for (int i = 0; i < work->file_count; i++)
        (void)printf("%s%s%s\n", *job->folder ? job->folder : "", *job->folder ? "/" : "",
                     work->files[i].name);
    if (fflush(stdout) == 0) return ERR_NONE;
    return err_set(info, ERR_MACHINE, 0,
                   "standard output cannot be written: the files themselves are there");
}

static void finish(Work *work) {
    for (int i = 0; i < work->file_count; i++) str_finish(&work->files[i].bytes);
    for (int i = 0; i < work->count; i++) session_finish(&work->sessions[i]);
    pack_finish(&work->pack);
    free(work);
}

static bool read_job(int argc, char **argv, Job *job) {
    bool several = argc > 1 && str_equal(argv[1], "compare");
    if (argc < ARGUMENTS + 1 || (argc > ARGUMENTS + SESSIONS_MAX && !several)) return false;
    char *end;
    long role_min = strtol(argv[6], &end, 10);
    *job = (Job){.compare = str_equal(argv[1], "compare"),
                 .data = argv[2],
                 .share = argv[3],
                 .scene = argv[4],
                 .lang = argv[5],
                 .role_min = (int)role_min,
                 .formats = argv[7],
                 .folder = argv[8],
                 .names = argv + ARGUMENTS,
                 .count = argc - ARGUMENTS};
    progress_use(str_equal(argv[1], "take"));
    if (!job->compare &&
        ((!str_equal(argv[1], "export") && !str_equal(argv[1], "take")) || job->count != 1))
        return false;
    return *argv[6] && !*end && role_min >= 1 && role_min <= 1000;
}

// Whoever started this wants to know how it ends: without them it stops, and clears away what it wrote.
// False: they were gone before that was set.
static bool end_with_starter(void) {
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    const char *starter = getenv("PRAATPLAAT_STARTER");
    return !starter || strtol(starter, NULL, 10) == (long)getppid();
}

int main(int argc, char **argv) {
    standard_files_open();
    Job job;
    ErrInfo info = {0};
    if (!read_job(argc, argv, &job)) {
        log_line("praatplaat-report is a part of praatplaat: use praatplaat export");
        return err_exit_status(ERR_USAGE);
    }
    // A crash must not leave what people wrote in a core file.
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    // A file that may not grow is an error like a full disk, to be said and cleaned up after.
    (void)signal(SIGXFSZ, SIG_IGN);
    (void)signal(SIGPIPE, SIG_IGN);
    stop_listen();
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (!end_with_starter()) return err_exit_status(ERR_MACHINE);
    char translations[PATH_LENGTH_MAX];
    (void)snprintf(translations, sizeof translations, "%s/translations", job.share);
    languages_start(translations);  // before the scene, which may have texts in any of them
    if (job.compare) {
        CompareJob several = {.data = job.data,
                              .share = job.share,
                              .scene = job.scene,
                              .lang = job.lang,
                              .formats = job.formats,
                              .folder = job.folder,
                              .role_min = job.role_min,
                              .names = job.names,
                              .count = job.count};
        Err failed = compare_run(&several, &info);
        if (failed) log_err(&info);
        return err_exit_status(failed);
    }
    Work *work = calloc(1, sizeof *work);
    if (!work) return err_exit_status(ERR_MACHINE);
    pack_init(&work->pack);
    Err err = check_formats(&job, &info);
    if (!err) err = open_sessions(&job, work, &info);
    if (!err) {
        pack_open(job.share, job.scene, work->list[0]->scene, &work->pack);
        err = make_files(&job, work, &info);
    }
    if (!err) err = deliver(*job.folder ? job.folder : ".", work->files, work->file_count, &info);
    if (!err) err = say_files(&job, work, &info);
    if (err) log_err(&info);
    finish(work);
    return err_exit_status(err);
}

// The child draws into a memory file that is its standard output, so that it needs no right to write
// anywhere and a full disk costs the cache, not the picture. Everything shared with the frame's
// thread is behind one lock that is never held during a system call that waits.
#include "ui/picture_child.h"

#include "base/limits.h"
#include "base/no_memory.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { READS_MAX = 64 };

typedef enum { PHASE_FREE, PHASE_GIVEN, PHASE_RUNNING, PHASE_DONE } Phase;

typedef struct {
    int number;
    char *path;  // owned
    RasterKey key;
    bool keep;
} Job;

struct PictureChild {
    char *cache_dir, *program;
    void (*wake)(void *context);
    void *wake_context;
    int limit_ms;
    pthread_t thread;
    bool thread_runs;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    // Behind the lock:
    Phase phase;
    bool end, quit;
    pid_t pid;  // a child that is not yet waited for; 0: none
    Job job;
    PictureChildResult result;
};

static void *or_end(void *memory) {
    if (!memory) no_memory();
    return memory;
}

PictureChild *picture_child_create(const PicturesConfig *config) {
    PictureChild *child = or_end(calloc(1, sizeof *child));
    child->cache_dir = config->cache_dir ? or_end(strdup(config->cache_dir)) : NULL;
    child->program = or_end(strdup(config->raster_program ? config->raster_program : ""));
    child->wake = config->wake;
    child->wake_context = config->wake_context;
    child->limit_ms = config->limit_ms > 0 ? config->limit_ms : LIMIT_DRAW_MS;
    pthread_mutex_init(&child->lock, NULL);
    pthread_cond_init(&child->changed, NULL);
    return child;
}

// ---- The child, on our thread ------------------------------------------------------------------

// Numbers with a point whatever the locale says: the child reads them in the C locale.
static void write_float(char out[32], float value) {
    snprintf(out, 32, "%.9g", (double)value);
    for (char *at = out; *at; at++)
        if (*at == ',') *at = '.';
}

static int spawn_child(const char *program, const Job *job, int raster, int pipe_end,
                       pid_t *out_pid) {
    const RasterKey *key = &job->key;
    char numbers[8][32];
    write_float(numbers[0], key->source_w);
    write_float(numbers[1], key->source_h);
    write_float(numbers[2], key->scale);
    const int32_t region[] = {key->x, key->y, key->w, key->h};
    for (int i = 0; i < 4; i++) snprintf(numbers[3 + i], sizeof numbers[0], "%d", region[i]);
    snprintf(numbers[7], sizeof numbers[0], "%06X", key->ground);
    char name[] = "praatplaat-raster";
    char *argv[] = {name,       job->path,  numbers[0], numbers[1], numbers[2], numbers[3],
                    numbers[4], numbers[5], numbers[6], numbers[7], NULL};

    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    if (posix_spawn_file_actions_init(&files) != 0) return ENOMEM;
    if (posix_spawnattr_init(&how) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return ENOMEM;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, raster, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, pipe_end, STDERR_FILENO);
#ifdef __GLIBC__
#if __GLIBC_PREREQ(2, 34)  // what others left open without O_CLOEXEC is not for the child
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
#endif
#endif
    int failed = posix_spawn(out_pid, program, &files, &how, argv, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

// Reads the sentence until the child has closed its end, which it does by ending. False when the
// time was over first. poll measures the time: the clock may be a fake one.
static bool read_sentence(int pipe_end, int limit_ms, char *out, size_t size) {
    size_t n = 0;
    for (int reads = 0; reads < READS_MAX; reads++) {
        struct pollfd wait = {.fd = pipe_end, .events = POLLIN};
        int ready = poll(&wait, 1, limit_ms);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        char piece[256];
        ssize_t got = read(pipe_end, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            out[n] = '\0';
            out[strcspn(out, "\n")] = '\0';
            return true;
        }
        size_t fits = size - 1 - n;
        if ((size_t)got < fits) fits = (size_t)got;
        memcpy(out + n, piece, fits);
        n += fits;
    }
    return false;
}

// *out_err: ERR_REFUSED when it is the picture's fault, ERR_MACHINE when it is not.
static PictureChildEnd judge(const Job *job, int raster, int status, const char *sentence,
                             Err *out_err, ErrInfo *info) {
    static const char prefix[] = "praatplaat-raster: ";
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        RasterHeader header;
        if (picture_is_of(raster, &job->key)) return CHILD_MADE;
        if (pread(raster, &header, sizeof header, 0) == (ssize_t)sizeof header &&
            memcmp(header.magic, RASTER_MAGIC, sizeof header.magic) == 0 &&
            header.version == RASTER_VERSION)
            return CHILD_CHANGED;
        *out_err =
            err_set(info, ERR_MACHINE, 0,
                    "%s: praatplaat-raster is of another version: install it anew", job->path);
    } else if (WIFEXITED(status) && str_starts(sentence, prefix)) {
        Err err = WEXITSTATUS(status) == err_exit_status(ERR_REFUSED) ? ERR_REFUSED : ERR_MACHINE;
        *out_err = err_set(info, err, 0, "%s: %s", job->path, sentence + sizeof prefix - 1);
    } else {
        *out_err =
            err_set(info, ERR_REFUSED, 0,
                    "%s: drawing it takes more time or memory than a picture may: make it simpler",
                    job->path);
    }
    return CHILD_FAILED;
}

// A program started with its standard files closed gets their numbers for others, and spawn_child
// would overwrite them.
static int above_stdio(int file) {
    if (file < 0 || file > STDERR_FILENO) return file;
    int higher = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(file);
    return higher;
}

// Runs between spawn and the end of the child; the lock is not held.
static int wait_for(PictureChild *child, pid_t pid, int pipe_end, char *sentence, size_t size) {
    bool ended = read_sentence(pipe_end, child->limit_ms, sentence, size);
    pthread_mutex_lock(&child->lock);
    if (!ended) kill(pid, SIGKILL);
    child->pid = 0;  // from here on nobody else may send a signal to this number
    pthread_mutex_unlock(&child->lock);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return 0;  // SIGCHLD is ignored: the raster itself tells how it went
    return status;
}

static PictureChildEnd run_job(PictureChild *child, const Job *job, int *out_file, Err *out_err,
                               ErrInfo *info) {
    int ends[2];
    *out_err = ERR_NONE;
    int raster = above_stdio(memfd_create("praatplaat-raster", MFD_CLOEXEC));
    if (raster < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        *out_err = err_set(info, ERR_MACHINE, errno, "%s: it cannot be drawn now (%s): start again",
                           job->path, strerror(errno));
        if (raster >= 0) close(raster);
        return CHILD_FAILED;
    }
    ends[1] = above_stdio(ends[1]);
    pid_t pid = 0;
    int failed = spawn_child(child->program, job, raster, ends[1], &pid);
    close(ends[1]);
    PictureChildEnd end = CHILD_FAILED;
    if (failed) {
        *out_err =
            err_set(info, ERR_MACHINE, failed, "%s: %s cannot be started (%s): install it anew",
                    job->path, child->program, strerror(failed));
    } else {
        pthread_mutex_lock(&child->lock);
        child->pid = pid;
        if (child->end) kill(pid, SIGKILL);
        pthread_mutex_unlock(&child->lock);
        char sentence[ERR_TEXT_MAX] = "";
        int status = wait_for(child, pid, ends[0], sentence, sizeof sentence);
        end = judge(job, raster, status, sentence, out_err, info);
    }
    close(ends[0]);
    if (end == CHILD_MADE)
        *out_file = raster;
    else
        close(raster);
    return end;
}

// ---- Our thread ----------------------------------------------------------------------------------

// The lock is held at the call and at the return.
static int serve_job(PictureChild *child) {
    child->phase = PHASE_RUNNING;
    Job *job = &child->job;
    PictureChildResult result = {.number = job->number, .end = CHILD_ENDED, .file = -1};
    if (!child->end) {
        pthread_mutex_unlock(&child->lock);
        Err unused;  // whoever shows pictures shows paper, whatever it was
        result.end = run_job(child, job, &result.file, &unused, &result.info);
        pthread_mutex_lock(&child->lock);
    }
    if (child->end && result.end != CHILD_MADE) result.end = CHILD_ENDED;
    bool keep = result.end == CHILD_MADE && job->keep && child->cache_dir;
    int to_keep = keep ? fcntl(result.file, F_DUPFD_CLOEXEC, 3) : -1;
    child->result = result;
    child->phase = PHASE_DONE;
    if (child->wake && !child->quit) {
        pthread_mutex_unlock(&child->lock);
        child->wake(child->wake_context);
        pthread_mutex_lock(&child->lock);
    }
    return to_keep;
}

static void *serve(void *context) {
    PictureChild *child = context;
    int to_keep = -1;
    RasterKey key = {0};
    pthread_mutex_lock(&child->lock);
    for (;;) {
        if (child->phase == PHASE_GIVEN && to_keep < 0) {
            key = child->job.key;
            to_keep = serve_job(child);
        } else if (to_keep >= 0) {
            pthread_mutex_unlock(&child->lock);
            (void)picture_cache_keep(child->cache_dir, &key, to_keep);
            close(to_keep);
            to_keep = -1;
            pthread_mutex_lock(&child->lock);
        } else if (child->quit) {
            break;
        } else {
            pthread_cond_wait(&child->changed, &child->lock);
        }
    }
    pthread_mutex_unlock(&child->lock);
    return NULL;
}

// Signals are for the main thread.
static bool start_thread(PictureChild *child) {
    if (child->thread_runs) return true;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    child->thread_runs = pthread_create(&child->thread, NULL, serve, child) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return child->thread_runs;
}

// ---- Without a thread ------------------------------------------------------------------------------

Err picture_try(const char *program, const char *path, float source_w, float source_h, float scale,
                ErrInfo *info) {
    struct stat file;
    if (stat(path, &file) != 0)
        return err_set(info, ERR_MACHINE, errno, "%s: it cannot be looked at (%s): try again", path,
                       strerror(errno));
    Job job = {.path = or_end(strdup(path)),
               .key = {.source_w = source_w, .source_h = source_h, .scale = scale}};
    job.key.w = (int32_t)ceilf(source_w * scale);
    job.key.h = (int32_t)ceilf(source_h * scale);
    raster_key_file(&job.key, path, &file);
    PictureChild *child = picture_child_create(&(PicturesConfig){.raster_program = program});
    int raster = -1;
    Err err;
    if (run_job(child, &job, &raster, &err, info) == CHILD_MADE) close(raster);
    picture_child_destroy(child);
    free(job.path);
    return err;
}

// ---- The frame's thread --------------------------------------------------------------------------

bool picture_child_start(PictureChild *child, int number, const char *path, const RasterKey *key,
                         bool keep) {
    if (!start_thread(child)) return false;
    pthread_mutex_lock(&child->lock);
    bool free_now = child->phase == PHASE_FREE;
    if (free_now) {
        free(child->job.path);
        child->job = (Job){number, or_end(strdup(path)), *key, keep};
        child->end = false;
        child->phase = PHASE_GIVEN;
        pthread_cond_signal(&child->changed);
    }
    pthread_mutex_unlock(&child->lock);
    return free_now;
}

void picture_child_end(PictureChild *child) {
    pthread_mutex_lock(&child->lock);
    child->end = true;
    if (child->pid) kill(child->pid, SIGKILL);
    pthread_mutex_unlock(&child->lock);
}

bool picture_child_take(PictureChild *child, PictureChildResult *out) {
    pthread_mutex_lock(&child->lock);
    bool done = child->phase == PHASE_DONE;
    if (done) {
        *out = child->result;
        child->phase = PHASE_FREE;
    }
    pthread_mutex_unlock(&child->lock);
    return done;
}

void picture_child_destroy(PictureChild *child) {
    if (!child) return;
    if (child->thread_runs) {
        pthread_mutex_lock(&child->lock);
        child->quit = true;
        pthread_cond_signal(&child->changed);
        pthread_mutex_unlock(&child->lock);
        picture_child_end(child);
        pthread_join(child->thread, NULL);
    }
    PictureChildResult left;
    if (picture_child_take(child, &left) && left.file >= 0) close(left.file);
    pthread_cond_destroy(&child->changed);
    pthread_mutex_destroy(&child->lock);
    free(child->job.path);
    free(child->cache_dir);
    free(child->program);
    free(child);
}

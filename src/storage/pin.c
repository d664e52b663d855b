// The PIN's file and its hash. The hash is libcrypt's work from salt to comparison.
#include "storage/pin.h"

#include "base/clock.h"
#include "base/str.h"
#include "storage/file_ops.h"
#include "storage/json_scan.h"
#include "storage/json_write.h"

#include <crypt.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { PIN_FILE_BYTES_MAX = 4096, WAIT_FIRST_MS = 30000, WAIT_MOST_MS = 3600000 };

#define PIN_NAME "pin.json"
#define PIN_FORMAT "praatplaat-pin"

int64_t pin_wait_ms(int wrong) {
    if (wrong < PIN_TRIES) return 0;
    int64_t wait = WAIT_FIRST_MS;
    for (int i = PIN_TRIES; i < wrong && wait < WAIT_MOST_MS; i++) wait *= 2;
    return wait < WAIT_MOST_MS ? wait : WAIT_MOST_MS;
}

int64_t pin_left_ms(const Pin *pin, int64_t utc_ms) {
    int64_t wait = pin_wait_ms(pin->wrong), past = utc_ms - pin->since_utc_ms;
    if (wait == 0 || past >= wait) return 0;
    return past < 0 ? wait : wait - past;
}

static Err open_folder(const char *data_dir, int *out_fd, ErrInfo *info) {
    Str path;
    str_init(&path);
    str_format(&path, "%s/.", data_dir);
    Err err = str_ok(&path) ? file_open_folder(AT_FDCWD, path.text, out_fd, info)
                            : err_set(info, ERR_MEMORY, 0, "no memory left for the PIN");
    str_finish(&path);
    return err;
}

static bool read_pin(const JsonValue *root, Pin *out) {
    if (!root || root->kind != JSON_OBJECT) return false;
    const JsonValue *format = json_member(root, "format"), *hash = json_member(root, "hash"),
                    *wrong = json_member(root, "wrong"), *since = json_member(root, "since");
    if (!format || format->kind != JSON_STRING || strcmp(format->text, PIN_FORMAT) != 0)
        return false;
    if (!hash || hash->kind != JSON_STRING || strlen(hash->text) >= sizeof out->hash) return false;
    if (wrong && (wrong->kind != JSON_NUMBER || wrong->number < 0 || wrong->number > 1e6))
        return false;
    (void)str_copy(out->hash, sizeof out->hash, hash->text);
    out->wrong = wrong ? (int)wrong->number : 0;
    if (since && since->kind == JSON_STRING) (void)clock_parse_utc(since->text, &out->since_utc_ms);
    return true;
}

Err pin_load(const char *data_dir, Pin *out, ErrInfo *info) {
    *out = (Pin){0};
    int fd = -1;
    Str text;
    str_init(&text);
    Err err = open_folder(data_dir, &fd, info);
    if (!err) err = file_read_all(fd, PIN_NAME, PIN_FILE_BYTES_MAX, &text, info);
    file_close(fd);
    if (err == ERR_MISSING) {
        str_finish(&text);
        return ERR_NONE;
    }
    out->set = true;
    if (!err) {
        Arena arena;
        arena_init(&arena, 0);
        FaultList faults;
        fault_list_init(&faults);
        JsonValue *root = NULL;
        if (json_read(str_text(&text), text.length, 0, &arena, &faults, &root) != ERR_NONE ||
            !read_pin(root, out)) {
            out->hash[0] = '\0';
            err =
                err_set(info, ERR_REFUSED, 0,
                        "%s/" PIN_NAME " is damaged, so no PIN fits: remove it to choose a new one",
                        data_dir);
        }
        fault_list_finish(&faults);
        arena_finish(&arena);
    }
    str_finish(&text);
    return err;
}

static Err save(const char *data_dir, const Pin *pin, ErrInfo *info) {
    Str text;
    str_init(&text);
    JsonWriter json = {.out = &text};
    json_begin(&json, NULL, '{');
    json_text(&json, "format", PIN_FORMAT);
    json_int(&json, "version", 1);
    json_text(&json, "hash", pin->hash);
    json_int(&json, "wrong", pin->wrong);
    json_time(&json, "since", pin->since_utc_ms);
    json_end(&json, '}');
    str_append(&text, "\n");
    int fd = -1;
    Err err = open_folder(data_dir, &fd, info);
    if (!err && !str_ok(&text)) err = err_set(info, ERR_MEMORY, 0, "no memory left for the PIN");
    if (!err) err = file_write_atomic(fd, PIN_NAME, text.text, text.length, info);
    file_close(fd);
    str_finish(&text);
    return err;
}

// The hash of digits under a setting (a salt to begin with, or a whole hash to compare with).
static bool hash(const char *digits, const char *setting, char *out) {
    struct crypt_data *room = calloc(1, sizeof *room);
    if (!room) return false;
    const char *made = crypt_r(digits, setting, room);
    bool good = made && made[0] != '*' && str_copy(out, PIN_HASH_BYTES, made);
    explicit_bzero(room, sizeof *room);
    free(room);
    return good;
}

static bool is_pin(const char *digits) {
    size_t n = strlen(digits);
    return n >= PIN_LEAST && n <= PIN_MOST && strspn(digits, "0123456789") == n;
}

Err pin_choose(const char *data_dir, Pin *pin, const char *digits, ErrInfo *info) {
    if (!is_pin(digits))
        return err_set(info, ERR_REFUSED, 0, "a PIN is %d to %d digits", PIN_LEAST, PIN_MOST);
    char salt[CRYPT_GENSALT_OUTPUT_SIZE], made[PIN_HASH_BYTES];
    if (!crypt_gensalt_rn("$y$", 0, NULL, 0, salt, sizeof salt) || !hash(digits, salt, made))
        return err_set(info, ERR_MACHINE, errno, "the PIN cannot be hashed: look at libcrypt");
    *pin = (Pin){.set = true};
    (void)str_copy(pin->hash, sizeof pin->hash, made);
    return save(data_dir, pin, info);
}

// A file that could not be read at the start may be readable by now.
static void read_again(const char *data_dir, Pin *pin) {
    Pin again;
    if (pin_load(data_dir, &again, NULL) != ERR_NONE || !again.hash[0]) return;
    if (again.wrong < pin->wrong) again.wrong = pin->wrong;
    if (again.since_utc_ms < pin->since_utc_ms) again.since_utc_ms = pin->since_utc_ms;
    *pin = again;
}

bool pin_try(const char *data_dir, Pin *pin, const char *digits, int64_t utc_ms) {
    if (pin->set && !pin->hash[0]) read_again(data_dir, pin);
    if (pin_left_ms(pin, utc_ms) > 0) return false;
    pin->wrong++;
    pin->since_utc_ms = utc_ms;
    // Without a hash nothing fits, and to save would put that in the place of what could not be read.
    if (!pin->hash[0]) return false;
    // A disk that refuses costs nobody the menu; the count in memory goes on.
    (void)save(data_dir, pin, NULL);
    char made[PIN_HASH_BYTES];
    bool fits = is_pin(digits) && hash(digits, pin->hash, made) && strcmp(made, pin->hash) == 0;
    if (!fits) return false;
    pin->wrong = 0;
    (void)save(data_dir, pin, NULL);
    return true;
}

// Settings from bytes: the user's file, and one variable of the environment. Whatever stands there, what
// counts is in its range and every fault is said; what is saved of it reads back the same, without one.
// Input that begins with a byte below the number of settings: that setting's variable is the text up to
// the first NUL, the file is the rest. Otherwise all of it is the file.
#include "storage/file_ops.h"
#include "storage/settings_table.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static void need(bool fine) {
    if (!fine) abort();
}

// ---- A folder that lies in memory ------------------------------------------------------------------

static FileOps ops;
static int file_fd = -1, new_fd = -1;

static int memory_open(int dir_fd, const char *path, int flags, mode_t mode) {
    if (flags & O_DIRECTORY) return file_ops_system()->open(AT_FDCWD, "/", flags, mode);
    (void)dir_fd;
    if (flags & O_CREAT) {
        if (new_fd >= 0) (void)close(new_fd);
        new_fd = memfd_create("new", MFD_CLOEXEC);
        return dup(new_fd);
    }
    if (file_fd < 0 || strcmp(path, "settings.json") != 0) {
        errno = ENOENT;
        return -1;
    }
    (void)lseek(file_fd, 0, SEEK_SET);
    return dup(file_fd);
}

static int memory_rename(int from_dir, const char *from, int to_dir, const char *to) {
    (void)from_dir, (void)to_dir, (void)from;
    if (strcmp(to, "settings.json.faulty") == 0) {
        (void)close(file_fd);
        file_fd = -1;
        return 0;
    }
    if (file_fd >= 0) (void)close(file_fd);
    file_fd = new_fd;
    new_fd = -1;
    return 0;
}

static int memory_unlink(int dir_fd, const char *path, int flags) {
    (void)dir_fd, (void)path, (void)flags;
    return 0;
}

static int memory_sync(int fd) {
    (void)fd;
    return 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    ops = *file_ops_system();
    ops.open = memory_open;
    ops.rename = memory_rename;
    ops.unlink = memory_unlink;
    ops.fsync = ops.fdatasync = memory_sync;
    file_ops_replace(&ops);
    (void)setenv("PRAATPLAAT_SYSTEM_SETTINGS", "/none.json", 1);
    return 0;
}

// ---- What must hold --------------------------------------------------------------------------------

static void check_field(const SettingKey *key, const Settings *settings) {
    const void *field = setting_field_const(key, settings);
    int whole = 0;
    double number;
    switch (key->type) {
    case SETTING_BOOL: need(*(const unsigned char *)field <= 1); break;
    case SETTING_INT:
        memcpy(&whole, field, sizeof whole);
        need(whole >= (int)key->min && whole <= (int)key->max);
        break;
    case SETTING_DECIMAL:
        memcpy(&number, field, sizeof number);
        need(number == key->first || number == 0 || (number >= key->min && number <= key->max));
        break;
    case SETTING_LANG:
        memcpy(&whole, field, sizeof whole);
        need(whole >= 0 && whole < lang_count());
        break;
    case SETTING_WORD:
        memcpy(&whole, field, sizeof whole);
        for (int i = 0; i <= whole; i++) need(key->words[i] != NULL);
        break;
    case SETTING_TEXT: need(memchr(field, '\0', key->bytes) != NULL); break;
    case SETTING_ARGV: {
        const char *at = field, *end = at + key->bytes;
        while (at < end && *at) at += strnlen(at, (size_t)(end - at)) + 1;
        need(at < end);
        break;
    }
    }
}

static void check(const SettingsStack *stack) {
    for (int i = 0; i < settings_table_count; i++) {
        check_field(&settings_table[i], &stack->now);
        check_field(&settings_table[i], &stack->settled);
        check_field(&settings_table[i], &stack->user);
    }
    need(memchr(stack->old_pin, '\0', sizeof stack->old_pin) != NULL);
}

static bool same_field(const SettingKey *key, const Settings *a, const Settings *b) {
    const char *left = setting_field_const(key, a), *right = setting_field_const(key, b);
    if (key->type == SETTING_TEXT) return strcmp(left, right) == 0;
    if (key->type != SETTING_ARGV) return memcmp(left, right, key->bytes) == 0;
    for (; *left; left += strlen(left) + 1, right += strlen(right) + 1)
        if (strcmp(left, right) != 0) return false;
    return !*right;
}

static void saved_is_the_same(SettingsStack *stack) {
    need(settings_save("/", NULL, stack, NULL) == ERR_NONE);
    SettingsStack again;
    Str said;
    str_init(&said);
    Err err = settings_load("/", NULL, &again, &said);
    need(err == ERR_NONE && said.length == 0 && !again.user_faulty);
    for (int i = 0; i < settings_table_count; i++) {
        need(again.user_said[i] == stack->user_said[i]);
        need(!again.user_said[i] || same_field(&settings_table[i], &again.user, &stack->user));
    }
    str_finish(&said);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    char name[80] = "";
    if (n > 0 && bytes[0] < settings_table_count) {
        const uint8_t *end = memchr(bytes + 1, '\0', n - 1);
        size_t length = end ? (size_t)(end - bytes) - 1 : n - 1;
        char text[2000];
        if (length >= sizeof text) return -1;
        memcpy(text, bytes + 1, length);
        text[length] = '\0';
        (void)snprintf(name, sizeof name, "PRAATPLAAT_%s", settings_table[bytes[0]].name);
        for (char *c = name; *c; c++) *c = (char)toupper((unsigned char)*c);
        (void)setenv(name, text, 1);
        size_t taken = length + (end ? 2 : 1);
        bytes += taken;
        n -= taken;
    }
    if (file_fd >= 0) (void)close(file_fd);
    file_fd = memfd_create("settings", MFD_CLOEXEC);
    need(n == 0 || write(file_fd, bytes, n) == (ssize_t)n);

    SettingsStack stack;
    Str said;
    str_init(&said);
    Err err = settings_load("/", NULL, &stack, &said);
    need((err == ERR_NONE) == (said.length == 0));
    check(&stack);
    str_finish(&said);
    if (name[0]) (void)unsetenv(name);
    saved_is_the_same(&stack);
    return 0;
}

// Settings, read leniently in what is missing and strictly in what is there. Invariants: what can be
// understood counts, whatever stands beside it; a file with faults is never overwritten without a copy,
// and one that was not read is not overwritten at all.
#include "storage/settings.h"

#include "base/str.h"
#include "build_config.h"
#include "storage/file_ops.h"
#include "storage/json_write.h"
#include "storage/settings_table.h"
#include "storage/suggest.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SETTINGS_BYTES_MAX = 64 * 1024 };

#define SETTINGS_FORMAT "praatplaat-settings"
#define SETTINGS_NAME "settings.json"
#define OLD_PIN "kiosk_pin"

// ---- One value into one level ------------------------------------------------------------------------

static void copy_field(const SettingKey *key, Settings *to, const Settings *from) {
    memcpy(setting_field(key, to), setting_field_const(key, from), key->bytes);
}

static bool same_field(const SettingKey *key, const Settings *a, const Settings *b) {
    const void *left = setting_field_const(key, a), *right = setting_field_const(key, b);
    if (key->type == SETTING_TEXT) return strcmp(left, right) == 0;
    return memcmp(left, right, key->bytes) == 0;
}

static void take(SettingsStack *stack, int i, const Settings *from, SettingsLevel level) {
    const SettingKey *key = &settings_table[i];
    if (level == LEVEL_USER) {
        copy_field(key, &stack->user, from);
        stack->user_said[i] = true;
    }
    copy_field(key, &stack->now, from);
    if (level != LEVEL_VISITOR) copy_field(key, &stack->settled, from);
    stack->level[i] = level;
}

void settings_change(SettingsStack *stack, const Settings *after, SettingsLevel level) {
    Settings wanted = *after;
    for (int i = 0; i < settings_table_count; i++) {
        const SettingKey *key = &settings_table[i];
        if (same_field(key, &wanted, &stack->now)) continue;
        if (level == LEVEL_VISITOR && key->scope != SCOPE_VISITOR) continue;
        take(stack, i, &wanted, level);
    }
}

bool settings_end_visit(SettingsStack *stack) {
    bool any = false;
    for (int i = 0; i < settings_table_count; i++) {
        const SettingKey *key = &settings_table[i];
        if (same_field(key, &stack->now, &stack->settled)) continue;
        copy_field(key, &stack->now, &stack->settled);
        any = true;
    }
    return any;
}

// ---- Reading -------------------------------------------------------------------------------------

static const char *key_word(const void *known, int i) {
    (void)known;
    return settings_table[i].name;
}

static void read_old_pin(const JsonValue *value, SettingsStack *stack, FaultList *faults) {
    size_t n = value->kind == JSON_STRING ? strlen(value->text) : 0;
    bool good = value->kind == JSON_STRING && (n == 0 || (n >= 4 && n <= SETTINGS_PIN_MAX)) &&
                strspn(value->text, "0123456789") == n;
    if (good)
        (void)str_copy(stack->old_pin, sizeof stack->old_pin, value->text);
    else
        fault_add(faults, value->line, value->column,
                  "\"" OLD_PIN
                  "\" is not used any more: leave it out, the PIN is set on the screen");
}

static void unknown_key(const JsonValue *member, FaultList *faults) {
    char quote[FAULT_QUOTE_MAX];
    int near = suggest_find(member->name, key_word, NULL, settings_table_count);
    if (near >= 0)
        fault_add(faults, member->name_line, member->name_column,
                  "\"%s\" is not a setting: did you mean \"%s\"?", fault_quote(quote, member->name),
                  settings_table[near].name);
    else
        fault_add(faults, member->name_line, member->name_column,
                  "\"%s\" is not a setting: leave it out", fault_quote(quote, member->name));
}

static void read_member(const JsonValue *member, SettingsLevel level, SettingsStack *stack,
                        FaultList *faults) {
    const char *name = member->name;
    if (strcmp(name, "format") == 0) {
        if (member->kind != JSON_STRING || strcmp(member->text, SETTINGS_FORMAT) != 0)
            fault_add(faults, member->line, member->column,
                      "\"format\" should be \"" SETTINGS_FORMAT "\"");
        return;
    }
    if (strcmp(name, "version") == 0) {
        if (member->kind != JSON_NUMBER || member->number != 1)
            fault_add(faults, member->line, member->column, "\"version\" should be 1");
        return;
    }
    if (strcmp(name, OLD_PIN) == 0) {
        read_old_pin(member, stack, faults);
        return;
    }
    for (int i = 0; i < settings_table_count; i++) {
        const SettingKey *key = &settings_table[i];
        if (strcmp(name, key->name) != 0) continue;
        Settings read = stack->now;
        if (setting_read(key, member, &read))
            take(stack, i, &read, level);
        else
            fault_add(faults, member->line, member->column, "\"%s\" should be %s", key->name,
                      key->right);
        return;
    }
    unknown_key(member, faults);
}

static Err parse(const Str *text, SettingsLevel level, SettingsStack *stack, FaultList *faults) {
    Arena arena;
    arena_init(&arena, 0);
    JsonValue *root = NULL;
    Err err = json_read(str_text(text), text->length, JSON_BOM_OK, &arena, faults, &root);
    if (root && root->kind != JSON_OBJECT)
        fault_add(faults, root->line, root->column, "settings are an object { … }");
    else if (root)
        for (const JsonValue *member = root->first; member; member = member->next)
            read_member(member, level, stack, faults);
    arena_finish(&arena);
    if (err == ERR_MEMORY) return err;
    return err || faults->total > 0 ? ERR_REFUSED : ERR_NONE;
}

// ---- The environment -----------------------------------------------------------------------------

static bool read_variable(const SettingKey *key, const char *text, Settings *out) {
    JsonValue value = {.kind = JSON_STRING};
    value.text = text;
    if (key->type == SETTING_LANG || key->type == SETTING_WORD || key->type == SETTING_TEXT)
        return setting_read(key, &value, out);
    if (key->type == SETTING_BOOL && (strcmp(text, "1") == 0 || strcmp(text, "0") == 0)) {
        value.kind = *text == '1' ? JSON_TRUE : JSON_FALSE;
        return setting_read(key, &value, out);
    }
    Arena arena;
    arena_init(&arena, 0);
    FaultList faults;
    fault_list_init(&faults);
    JsonValue *root = NULL;
    Err err = json_read(text, strlen(text), 0, &arena, &faults, &root);
    bool good = err == ERR_NONE && root && setting_read(key, root, out);
    fault_list_finish(&faults);
    arena_finish(&arena);
    return good;
}

static Err load_environment(SettingsStack *stack, Str *said) {
    Err err = ERR_NONE;
    for (int i = 0; i < settings_table_count; i++) {
        const SettingKey *key = &settings_table[i];
        Str name;
        str_init(&name);
        str_format(&name, "PRAATPLAAT_%s", key->name);
        for (size_t c = 0; str_ok(&name) && c < name.length; c++)
            name.text[c] = (char)toupper((unsigned char)name.text[c]);
        const char *text = getenv(str_text(&name));
        Settings read = stack->now;
        if (text && *text && read_variable(key, text, &read)) {
            take(stack, i, &read, LEVEL_ENVIRONMENT);
        } else if (text && *text) {
            str_format(said, "praatplaat: %s in the environment should be %s\n", str_text(&name),
                       key->right);
            err = ERR_REFUSED;
        }
        str_finish(&name);
    }
    return err;
}

// ---- Files ---------------------------------------------------------------------------------------

// Splits the path into an open folder and a name in it.
static Err open_place(const char *data_dir, const char *config_path, int *out_fd,
                      const char **out_name, Str *path, ErrInfo *info) {
    str_init(path);
    *out_fd = -1;
    if (config_path) {
        const char *slash = strrchr(config_path, '/');
        if (slash)
            str_append_bytes(path, config_path, (size_t)(slash - config_path + 1));
        else
            str_append(path, "./");
        *out_name = slash ? slash + 1 : config_path;
    } else {
        str_format(path, "%s/", data_dir);
        *out_name = SETTINGS_NAME;
    }
    // The dot lets a folder that is reached by a symlink through.
    str_append(path, ".");
    if (!str_ok(path)) return err_set(info, ERR_MEMORY, 0, "no memory left for the settings");
    return file_open_folder(AT_FDCWD, path->text, out_fd, info);
}

static void say_unread(const SettingsStack *stack, const char *why, Str *said) {
    str_format(said, "praatplaat: the settings cannot be read: %s%s\n", why,
               stack->user_unread ? ": they are left as they are, so what is set on the screen now "
                                    "is gone after this run"
                                  : "");
}

static Err load_file(const char *data_dir, const char *file, SettingsLevel level,
                     SettingsStack *stack, Str *said) {
    int folder_fd;
    const char *name;
    Str path, text;
    str_init(&text);
    FaultList faults;
    fault_list_init(&faults);
    ErrInfo info = {0};
    Err err = open_place(data_dir, file, &folder_fd, &name, &path, &info);
    if (!err) err = file_read_all(folder_fd, name, SETTINGS_BYTES_MAX, &text, &info);
    if (level == LEVEL_USER) {
        stack->user_unread = err == ERR_MACHINE || err == ERR_MEMORY;
        stack->user_absent = err == ERR_MISSING;
    }
    // What the data folder itself does not allow is said by who opens it.
    if (err && !file && access(data_dir, R_OK | W_OK | X_OK) != 0) err = ERR_MISSING;
    if (err && err != ERR_MISSING) {
        say_unread(stack, info.text, said);
    } else if (!err) {
        str_clear(&path);
        str_append(&path, file ? file : data_dir);
        if (!file) str_append(&path, "/" SETTINGS_NAME);
        fault_list_name(&faults, str_text(&path));
        err = parse(&text, level, stack, &faults);
        if (err == ERR_REFUSED) fault_list_format(&faults, said);
        if (err == ERR_MEMORY && level == LEVEL_USER) stack->user_unread = true;
        if (err == ERR_MEMORY) say_unread(stack, "no memory left", said);
    }
    if (level == LEVEL_USER && err == ERR_REFUSED) stack->user_faulty = true;
    fault_list_finish(&faults);
    str_finish(&text);
    str_finish(&path);
    file_close(folder_fd);
    return err == ERR_MISSING ? ERR_NONE : err;
}

Err settings_load(const char *data_dir, const char *config_path, SettingsStack *out, Str *said) {
    memset(out, 0, sizeof *out);
    settings_default(&out->now);
    out->settled = out->user = out->now;
    const char *system = getenv("PRAATPLAAT_SYSTEM_SETTINGS");
    Err errs[] = {
        load_file(NULL, system && *system ? system : PP_SYSTEM_SETTINGS, LEVEL_SYSTEM, out, said),
        load_file(data_dir, config_path, LEVEL_USER, out, said), load_environment(out, said)};
    Err err = ERR_NONE;
    for (int i = 0; i < 3; i++)
        if (errs[i] && err != ERR_MACHINE) err = errs[i];
    return err;
}

static void write_field(JsonWriter *json, const SettingKey *key, const Settings *settings) {
    const void *field = setting_field_const(key, settings);
    int whole = 0;
    bool yes;
    double number;
    switch (key->type) {
    case SETTING_BOOL:
        memcpy(&yes, field, sizeof yes);
        json_bool(json, key->name, yes);
        break;
    case SETTING_INT:
        memcpy(&whole, field, sizeof whole);
        json_int(json, key->name, whole);
        break;
    case SETTING_DECIMAL:
        memcpy(&number, field, sizeof number);
        json_decimal(json, key->name, number);
        break;
    case SETTING_LANG:
        memcpy(&whole, field, sizeof whole);
        json_text(json, key->name, lang_code(whole));
        break;
    case SETTING_WORD:
        memcpy(&whole, field, sizeof whole);
        json_text(json, key->name, key->words[whole]);
        break;
    case SETTING_TEXT: json_text(json, key->name, field); break;
    case SETTING_ARGV:
        json_begin_inline(json, key->name, '[');
        for (const char *arg = field; *arg; arg += strlen(arg) + 1) json_text(json, NULL, arg);
        json_end(json, ']');
        break;
    }
}

static void write_all(const SettingsStack *stack, Str *out) {
    JsonWriter json = {.out = out};
    json_begin(&json, NULL, '{');
    json_text(&json, "format", SETTINGS_FORMAT);
    json_int(&json, "version", 1);
    for (int i = 0; i < settings_table_count; i++)
        if (stack->user_said[i]) write_field(&json, &settings_table[i], &stack->user);
    json_end(&json, '}');
    str_append(out, "\n");
}

static Err keep_faulty(int folder_fd, const char *name, ErrInfo *info) {
    Str beside;
    str_init(&beside);
    str_format(&beside, "%s.faulty", name);
    Err err = str_ok(&beside) ? ERR_NONE : err_set(info, ERR_MEMORY, 0, "no memory left");
    if (!err && file_ops()->rename(folder_fd, name, folder_fd, beside.text) != 0 && errno != ENOENT)
        err = err_set(info, ERR_MACHINE, errno,
                      "the faulty settings cannot be kept as %s, %s: nothing is changed on disk",
                      beside.text, file_reason(errno));
    str_finish(&beside);
    return err;
}

// A file that came to be there since the start.
static bool appeared(const SettingsStack *stack, int folder_fd, const char *name) {
    struct stat status;
    return stack->user_absent &&
           (file_ops()->stat_at(folder_fd, name, &status) == 0 || errno != ENOENT);
}

Err settings_save(const char *data_dir, const char *config_path, SettingsStack *stack,
                  ErrInfo *info) {
    static const char unread[] = "the settings are not saved: they could not be read at the start, "
                                 "start the program anew";
    if (stack->user_unread) return err_set(info, ERR_LOCKED, 0, "%s", unread);
    Str text;
    str_init(&text);
    write_all(stack, &text);
    int folder_fd = -1;
    const char *name;
    Str path;
    Err err = open_place(data_dir, config_path, &folder_fd, &name, &path, info);
    if (!err && !str_ok(&text))
        err = err_set(info, ERR_MEMORY, 0, "no memory left for the settings");
    if (!err && appeared(stack, folder_fd, name)) {
        stack->user_unread = true;
        err = err_set(info, ERR_LOCKED, 0, "%s", unread);
    }
    if (!err && stack->user_faulty) err = keep_faulty(folder_fd, name, info);
    if (!err) err = file_write_atomic(folder_fd, name, text.text, text.length, info);
    if (!err) stack->user_faulty = stack->user_absent = false;
    file_close(folder_fd);
    str_finish(&path);
    str_finish(&text);
    return err;
}

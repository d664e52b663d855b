// Settings, read leniently in what is missing and strictly in what is there. Invariant: a file that
// cannot be understood is kept, never overwritten.
#include "storage/settings.h"

#include "base/str.h"
#include "storage/file_ops.h"
#include "storage/json_scan.h"
#include "storage/json_write.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>

enum { SETTINGS_BYTES_MAX = 64 * 1024 };

#define SETTINGS_FORMAT "praatplaat-settings"
#define SETTINGS_NAME "settings.json"

static const char *const theme_words[SETTINGS_THEME_COUNT] = {"light", "dark", "contrast"};

const char *settings_theme_word(SettingsTheme theme) {
    return (unsigned)theme < SETTINGS_THEME_COUNT ? theme_words[theme]
                                                  : theme_words[SETTINGS_LIGHT];
}

void settings_default(Settings *out) {
    *out = (Settings){.lang = LANG_NL, .text_percent = 100, .theme = SETTINGS_LIGHT, .role_min = 3};
}

// ---- Reading -------------------------------------------------------------------------------------

// Each reads one member into *settings; NULL, or what would be right.
typedef const char *(*ReadSetting)(const JsonValue *value, Settings *settings);

static bool in_range(const JsonValue *value, double min, double max) {
    return value->kind == JSON_NUMBER && value->number >= min && value->number <= max;
}

static bool is_bool(const JsonValue *value) {
    return value->kind == JSON_TRUE || value->kind == JSON_FALSE;
}

static const char *read_format(const JsonValue *value, Settings *settings) {
    (void)settings;
    return value->kind == JSON_STRING && strcmp(value->text, SETTINGS_FORMAT) == 0
               ? NULL
               : "\"" SETTINGS_FORMAT "\"";
}

static const char *read_version(const JsonValue *value, Settings *settings) {
    (void)settings;
    return in_range(value, 1, 1) ? NULL : "1";
}

static const char *read_lang(const JsonValue *value, Settings *settings) {
    if (value->kind != JSON_STRING || !lang_is_code(value->text))
        return "the code of a language, such as \"nl\" or \"en\"";
    // One whose catalogue has gone is no fault of the file.
    int lang = lang_from_code(value->text);
    settings->lang = lang >= 0 ? lang : LANG_NL;
    return NULL;
}

static const char *read_text(const JsonValue *value, Settings *settings) {
    if (!in_range(value, SETTINGS_TEXT_MIN, SETTINGS_TEXT_MAX)) return "a number from 80 to 200";
    settings->text_percent = (int)lround(value->number);
    return NULL;
}

static const char *read_theme(const JsonValue *value, Settings *settings) {
    for (int i = 0; value->kind == JSON_STRING && i < SETTINGS_THEME_COUNT; i++) {
        if (strcmp(value->text, theme_words[i]) != 0) continue;
        settings->theme = (SettingsTheme)i;
        return NULL;
    }
    return "\"light\", \"dark\" or \"contrast\"";
}

static const char *read_motion(const JsonValue *value, Settings *settings) {
    if (!is_bool(value)) return "true or false";
    settings->reduced_motion = value->kind == JSON_TRUE;
    return NULL;
}

static const char *read_inches(const JsonValue *value, Settings *settings) {
    if (!in_range(value, 0, 0) && !in_range(value, 5, 200)) return "0 or a number from 5 to 200";
    settings->display_inches = value->number;
    return NULL;
}

static const char *read_role_min(const JsonValue *value, Settings *settings) {
    if (!in_range(value, 1, 20)) return "a number from 1 to 20";
    settings->role_min = (int)lround(value->number);
    return NULL;
}

static const char *read_kiosk(const JsonValue *value, Settings *settings) {
    if (!is_bool(value)) return "true or false";
    settings->kiosk = value->kind == JSON_TRUE;
    return NULL;
}

static const char *read_pin(const JsonValue *value, Settings *settings) {
    static const char right[] = "\"\" or 4 to 8 digits between quotes";
    if (value->kind != JSON_STRING) return right;
    size_t n = strlen(value->text);
    if (n != 0 && (n < 4 || n > SETTINGS_PIN_MAX)) return right;
    if (strspn(value->text, "0123456789") != n) return right;
    (void)str_copy(settings->kiosk_pin, sizeof settings->kiosk_pin, value->text);
    return NULL;
}

static const char *read_scene(const JsonValue *value, Settings *settings) {
    if (value->kind != JSON_STRING || strlen(value->text) >= SETTINGS_PATH_MAX)
        return "a path between quotes";
    (void)str_copy(settings->scene, sizeof settings->scene, value->text);
    return NULL;
}

static const struct {
    const char *name;
    ReadSetting read;
} readers[] = {
    {"format", read_format},         {"version", read_version},   {"lang", read_lang},
    {"text_percent", read_text},     {"theme", read_theme},       {"reduced_motion", read_motion},
    {"display_inches", read_inches}, {"role_min", read_role_min}, {"kiosk", read_kiosk},
    {"kiosk_pin", read_pin},         {"scene", read_scene},
};

// Every member that can be understood is taken; unknown ones do no harm.
static void read_members(const JsonValue *root, Settings *out, FaultList *faults) {
    if (root->kind != JSON_OBJECT) {
        fault_add(faults, root->line, root->column, "settings are an object { … }");
        return;
    }
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        const JsonValue *value = json_member(root, readers[i].name);
        if (!value) continue;
        const char *right = readers[i].read(value, out);
        if (right)
            fault_add(faults, value->line, value->column, "\"%s\" should be %s", readers[i].name,
                      right);
    }
}

static Err parse(const Str *text, Settings *out, FaultList *faults) {
    Arena arena;
    arena_init(&arena, 0);
    JsonValue *root = NULL;
    Err err = json_read(str_text(text), text->length, JSON_BOM_OK, &arena, faults, &root);
    if (!err) read_members(root, out, faults);
    arena_finish(&arena);
    if (err == ERR_MEMORY) return err;
    return err || faults->total > 0 ? ERR_REFUSED : ERR_NONE;
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

static Err set_aside(int folder_fd, const char *name, const FaultList *faults, ErrInfo *info) {
    Str beside;
    str_init(&beside);
    str_format(&beside, "%s.faulty", name);
    bool moved =
        str_ok(&beside) && file_ops()->rename(folder_fd, name, folder_fd, beside.text) == 0;
    const char *what = faults->count > 0 ? faults->items[0].text : "it cannot be read";
    Err err = moved
                  ? err_set(info, ERR_REFUSED, 0,
                            "%s: %s: default settings are used, the file is kept as %s", name, what,
                            beside.text)
                  : err_set(info, ERR_REFUSED, 0, "%s: %s: default settings are used", name, what);
    str_finish(&beside);
    return err;
}

Err settings_load(const char *data_dir, const char *config_path, Settings *out, ErrInfo *info) {
    settings_default(out);
    int folder_fd;
    const char *name;
    Str path, text;
    str_init(&text);
    FaultList faults;
    fault_list_init(&faults);
    Err err = open_place(data_dir, config_path, &folder_fd, &name, &path, info);
    if (!err) err = file_read_all(folder_fd, name, SETTINGS_BYTES_MAX, &text, info);
    if (!err) {
        err = parse(&text, out, &faults);
        if (err) settings_default(out);
        if (err == ERR_REFUSED) err = set_aside(folder_fd, name, &faults, info);
    }
    fault_list_finish(&faults);
    str_finish(&text);
    str_finish(&path);
    file_close(folder_fd);
    return err == ERR_MISSING ? ERR_NONE : err;
}

Err settings_save(const char *data_dir, const char *config_path, const Settings *settings,
                  ErrInfo *info) {
    Str text;
    str_init(&text);
    JsonWriter json = {.out = &text};
    json_begin(&json, NULL, '{');
    json_text(&json, "format", SETTINGS_FORMAT);
    json_int(&json, "version", 1);
    json_text(&json, "lang", lang_code(settings->lang));
    json_int(&json, "text_percent", settings->text_percent);
    json_text(&json, "theme", settings_theme_word(settings->theme));
    json_bool(&json, "reduced_motion", settings->reduced_motion);
    json_decimal(&json, "display_inches", settings->display_inches);
    json_int(&json, "role_min", settings->role_min);
    json_bool(&json, "kiosk", settings->kiosk);
    json_text(&json, "kiosk_pin", settings->kiosk_pin);
    json_text(&json, "scene", settings->scene);
    json_end(&json, '}');
    str_append(&text, "\n");
    int folder_fd = -1;
    const char *name;
    Str path;
    Err err = open_place(data_dir, config_path, &folder_fd, &name, &path, info);
    if (!err && !str_ok(&text))
        err = err_set(info, ERR_MEMORY, 0, "no memory left for the settings");
    if (!err) err = file_write_atomic(folder_fd, name, text.text, text.length, info);
    file_close(folder_fd);
    str_finish(&path);
    str_finish(&text);
    return err;
}

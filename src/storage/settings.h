// Settings, in levels: the defaults, the machine's file, the user's file, the environment, options.
// What stands higher wins, key by key; each level may say as little as it likes. Only the user's file
// is ever written, and only with what was said there or changed on a screen. docs/SETTINGS.md tells
// it to people; the keys stand in settings_table.c.
#ifndef PP_STORAGE_SETTINGS_H
#define PP_STORAGE_SETTINGS_H

#include "base/err.h"
#include "base/str.h"
#include "model/text.h"

#include <stdbool.h>

typedef enum {
    SETTINGS_LIGHT,
    SETTINGS_DARK,
    SETTINGS_CONTRAST,
    SETTINGS_THEME_COUNT
} SettingsTheme;

enum {
    SETTINGS_TEXT_MIN = 80,
    SETTINGS_TEXT_MAX = 200,
    SETTINGS_PIN_MAX = 8,
    SETTINGS_PATH_MAX = 1024,
    SETTINGS_ARGV_BYTES = 1024,
    SETTINGS_KEYS_MAX = 64
};

typedef struct {
    Lang lang;
    int text_percent;  // SETTINGS_TEXT_MIN .. SETTINGS_TEXT_MAX
    SettingsTheme theme;
    bool reduced_motion;
    double display_inches;  // 0: 24 inch at 1080 lines; else 5 .. 200
    double
        lower_edge_mm;  // of the mounted screen above the floor; 0: the default; else 100 .. 2000
    int role_min;       // people a role needs before its votes are shown apart, 1 .. 20
    bool sound;
    int volume;          // 0 .. 100
    int speech_percent;  // how fast is read aloud, 60 .. 160
    bool kiosk;
    char scene[SETTINGS_PATH_MAX];  // path of a scene.json; "" for the default
    char
        shut_down[SETTINGS_ARGV_BYTES];  // a program and its arguments, each ended by NUL; "": none
} Settings;

// Who may change a setting on a screen.
typedef enum {
    SCOPE_VISITOR,      // anybody; in a public place for as long as that person stands there
    SCOPE_FACILITATOR,  // in the facilitator's menu
    SCOPE_MACHINE       // in a file only
} SettingScope;

typedef enum {
    LEVEL_DEFAULT,
    LEVEL_SYSTEM,
    LEVEL_USER,
    LEVEL_ENVIRONMENT,
    LEVEL_OPTION,
    LEVEL_VISITOR  // for now, and never written
} SettingsLevel;

typedef struct {
    Settings now;      // what counts
    Settings settled;  // the same without LEVEL_VISITOR
    Settings user;     // of the user's file; only where user_said
    bool user_said[SETTINGS_KEYS_MAX];
    SettingsLevel level[SETTINGS_KEYS_MAX];
    bool user_faulty;  // the file had faults: kept beside as "<name>.faulty" before it is replaced
    bool user_unread;  // it is there and could not be read: it is not written in this run
    bool user_absent;  // it was not there
    char old_pin[SETTINGS_PIN_MAX + 1];  // of a file from before PINs were hashed; "" for none
} SettingsStack;

void settings_default(Settings *out);

// Reads all levels but the options. config_path: --config, or NULL for <data>/settings.json. Missing
// files are fine. Every fault of every level goes to said, a line each, as path:line:column: what
// would be right (the environment: name: …), and what is right counts all the same: then ERR_REFUSED,
// or ERR_MACHINE for a file that is there and cannot be read. *out is valid in any case.
Err settings_load(const char *data_dir, const char *config_path, SettingsStack *out,
                  Str *said) MUST_CHECK;

// Takes the keys in which `after` differs from what counts now: into the level given (LEVEL_OPTION,
// LEVEL_USER, LEVEL_VISITOR). LEVEL_VISITOR takes keys of SCOPE_VISITOR only.
void settings_change(SettingsStack *stack, const Settings *after, SettingsLevel level);
bool settings_end_visit(SettingsStack *stack);  // LEVEL_VISITOR is gone; false: there was nothing

// Writes the user's level. ERR_LOCKED, and the file is left as it is, when it could not be read at the
// start or came to be there since (a disk that was late): nobody knows what it says.
Err settings_save(const char *data_dir, const char *config_path, SettingsStack *stack,
                  ErrInfo *info) MUST_CHECK;

const char *settings_theme_word(SettingsTheme theme);  // "light", "dark", "contrast"

#endif

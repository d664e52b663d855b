// Settings: <data>/settings.json, or the file of --config. Small, flat, replaced atomically.
#ifndef PP_STORAGE_SETTINGS_H
#define PP_STORAGE_SETTINGS_H

#include "base/err.h"
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
    SETTINGS_PATH_MAX = 1024
};

typedef struct {
    Lang lang;
    int text_percent;  // SETTINGS_TEXT_MIN .. SETTINGS_TEXT_MAX
    SettingsTheme theme;
    bool reduced_motion;
    double display_inches;  // 0: 24 inch at 1080 lines; else 5 .. 200
    int role_min;           // people a role needs before its votes are shown apart, 1 .. 20
    bool kiosk;
    char kiosk_pin[SETTINGS_PIN_MAX + 1];  // 4 to 8 digits; "" for none
    char scene[SETTINGS_PATH_MAX];         // path of a scene.json; "" for the default
} Settings;

void settings_default(Settings *out);

// config_path: --config, or NULL for <data>/settings.json. Not there: defaults, ERR_NONE. Faulty: it
// is kept beside as "<name>.faulty", defaults are taken, and ERR_REFUSED with a sentence to be said;
// the program goes on with *out. ERR_MACHINE the same way when it cannot be read.
Err settings_load(const char *data_dir, const char *config_path, Settings *out,
                  ErrInfo *info) MUST_CHECK;

Err settings_save(const char *data_dir, const char *config_path, const Settings *settings,
                  ErrInfo *info) MUST_CHECK;

const char *settings_theme_word(SettingsTheme theme);  // "light", "dark", "contrast"

#endif

// The one table of settings: how a setting is called, what it may be, what it is when nobody says
// anything, and who may change it. A new setting is a field of Settings, a row here, a row in
// docs/SETTINGS.md, and, when a screen shows it, a field of ShellPrefs (app/prefs.c).
#ifndef PP_STORAGE_SETTINGS_TABLE_H
#define PP_STORAGE_SETTINGS_TABLE_H

#include "storage/json_scan.h"
#include "storage/settings.h"

typedef enum {
    SETTING_BOOL,     // bool
    SETTING_INT,      // int, min .. max
    SETTING_DECIMAL,  // double, 0 or min .. max
    SETTING_LANG,     // Lang: the code of a language
    SETTING_WORD,     // an enum whose values are the places in words
    SETTING_TEXT,     // char[bytes]
    SETTING_ARGV      // char[bytes]: each argument ended by NUL, an empty one ends the list
} SettingType;

typedef struct {
    const char *name;  // in the file; in the environment PRAATPLAAT_ and this in capitals
    SettingType type;
    SettingScope scope;
    size_t at, bytes;  // the field in Settings
    double min, max;
    double first;              // the default; of a word its place
    const char *const *words;  // ends with NULL
    const char *right;         // "…should be <right>"
} SettingKey;

extern const SettingKey settings_table[];
extern const int settings_table_count;

void *setting_field(const SettingKey *key, Settings *settings);
const void *setting_field_const(const SettingKey *key, const Settings *settings);

// Takes one value into *out; false, and nothing is changed, when it is not right.
bool setting_read(const SettingKey *key, const JsonValue *value, Settings *out);

#endif

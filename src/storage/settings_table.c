// Every setting, a row each, and reading one value as its row says.
#include "storage/settings_table.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

static const char *const theme_words[] = {"light", "dark", "contrast", NULL};

_Static_assert(sizeof(Lang) == sizeof(int) && sizeof(SettingsTheme) == sizeof(int),
               "words are kept as an int");
_Static_assert(sizeof theme_words / sizeof *theme_words == SETTINGS_THEME_COUNT + 1,
               "a word a theme");

#define AT(field) offsetof(Settings, field), sizeof(((Settings *)0)->field)
#define BOOL(name_, scope_, first_) \
    { #name_, SETTING_BOOL, scope_, AT(name_), 0, 1, first_, NULL, "true or false" }
#define NUMBER(name_, scope_, min_, max_, first_)                         \
    {                                                                     \
#name_, SETTING_INT, scope_, AT(name_), min_, max_, first_, NULL, \
            "a number from " #min_ " to " #max_                           \
    }

// clang-format off
const SettingKey settings_table[] = {
    {"lang", SETTING_LANG, SCOPE_VISITOR, AT(lang), 0, 0, LANG_NL, NULL,
     "the code of a language, such as \"nl\" or \"en\""},
    NUMBER(text_percent, SCOPE_VISITOR, 80, 200, 100),
    {"theme", SETTING_WORD, SCOPE_VISITOR, AT(theme), 0, 0, SETTINGS_LIGHT, theme_words,
     "\"light\", \"dark\" or \"contrast\""},
    BOOL(reduced_motion, SCOPE_VISITOR, false),
    {"display_inches", SETTING_DECIMAL, SCOPE_FACILITATOR, AT(display_inches), 5, 200, 0, NULL,
     "0 or a number from 5 to 200"},
    {"lower_edge_mm", SETTING_DECIMAL, SCOPE_FACILITATOR, AT(lower_edge_mm), 100, 2000, 0, NULL,
     "0 or a number from 100 to 2000"},
    NUMBER(role_min, SCOPE_FACILITATOR, 1, 20, 3),
    BOOL(sound, SCOPE_FACILITATOR, true),
    NUMBER(volume, SCOPE_VISITOR, 0, 100, 70),
    NUMBER(speech_percent, SCOPE_VISITOR, 60, 160, 100),
    BOOL(kiosk, SCOPE_MACHINE, false),
    {"scene", SETTING_TEXT, SCOPE_MACHINE, AT(scene), 0, 0, 0, NULL, "a path between quotes"},
    {"shut_down", SETTING_ARGV, SCOPE_MACHINE, AT(shut_down), 0, 0, 0, NULL,
     "a program and its arguments: [\"systemctl\", \"poweroff\"]"},
};
// clang-format on

const int settings_table_count = (int)(sizeof settings_table / sizeof *settings_table);
_Static_assert(sizeof settings_table / sizeof *settings_table <= SETTINGS_KEYS_MAX,
               "raise SETTINGS_KEYS_MAX");

void *setting_field(const SettingKey *key, Settings *settings) {
    return (char *)settings + key->at;
}

const void *setting_field_const(const SettingKey *key, const Settings *settings) {
    return (const char *)settings + key->at;
}

void settings_default(Settings *out) {
    memset(out, 0, sizeof *out);
    for (int i = 0; i < settings_table_count; i++) {
        const SettingKey *key = &settings_table[i];
        void *field = setting_field(key, out);
        int whole = (int)key->first;
        bool yes = key->first != 0;
        switch (key->type) {
        case SETTING_BOOL: memcpy(field, &yes, sizeof yes); break;
        case SETTING_INT:
        case SETTING_LANG:
        case SETTING_WORD: memcpy(field, &whole, sizeof whole); break;
        case SETTING_DECIMAL: memcpy(field, &key->first, sizeof key->first); break;
        case SETTING_TEXT:
        case SETTING_ARGV: break;  // empty
        }
    }
}

const char *settings_theme_word(SettingsTheme theme) {
    return (unsigned)theme < SETTINGS_THEME_COUNT ? theme_words[theme]
                                                  : theme_words[SETTINGS_LIGHT];
}

static bool read_argv(const SettingKey *key, const JsonValue *value, Settings *out) {
    if (value->kind != JSON_ARRAY) return false;
    char args[SETTINGS_ARGV_BYTES] = {0};
    size_t used = 0;
    for (const JsonValue *item = value->first; item; item = item->next) {
        if (item->kind != JSON_STRING || !*item->text) return false;
        size_t n = strlen(item->text) + 1;
        if (used + n >= key->bytes) return false;
        memcpy(args + used, item->text, n);
        used += n;
    }
    memcpy(setting_field(key, out), args, key->bytes);
    return true;
}

static bool read_number(const SettingKey *key, const JsonValue *value, Settings *out) {
    if (value->kind != JSON_NUMBER) return false;
    bool none = key->type == SETTING_DECIMAL && value->number == 0;
    if (!none && (value->number < key->min || value->number > key->max)) return false;
    int whole = (int)lround(value->number);
    if (key->type == SETTING_INT)
        memcpy(setting_field(key, out), &whole, sizeof whole);
    else
        memcpy(setting_field(key, out), &value->number, sizeof value->number);
    return true;
}

bool setting_read(const SettingKey *key, const JsonValue *value, Settings *out) {
    void *field = setting_field(key, out);
    switch (key->type) {
    case SETTING_BOOL: {
        bool yes = value->kind == JSON_TRUE;
        if (!yes && value->kind != JSON_FALSE) return false;
        memcpy(field, &yes, sizeof yes);
        return true;
    }
    case SETTING_LANG: {
        if (value->kind != JSON_STRING || !lang_is_code(value->text)) return false;
        // One whose catalogue has gone is no fault of the file.
        int found = lang_from_code(value->text), lang = found >= 0 ? found : LANG_NL;
        memcpy(field, &lang, sizeof lang);
        return true;
    }
    case SETTING_INT:
    case SETTING_DECIMAL: return read_number(key, value, out);
    case SETTING_WORD:
        for (int i = 0; value->kind == JSON_STRING && key->words[i]; i++) {
            if (strcmp(value->text, key->words[i]) != 0) continue;
            memcpy(field, &i, sizeof i);
            return true;
        }
        return false;
    case SETTING_TEXT:
        if (value->kind != JSON_STRING || strlen(value->text) >= key->bytes) return false;
        return str_copy(field, key->bytes, value->text);
    case SETTING_ARGV: return read_argv(key, value, out);
    }
    return false;
}

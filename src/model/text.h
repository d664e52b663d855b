// A text in several languages, and the table of languages. Dutch and English are built in; whatever
// else has a catalogue on this machine is added at the start (storage/languages.h), before anything
// is loaded, and the table never changes after that: a language needs no code of its own.
#ifndef PP_MODEL_TEXT_H
#define PP_MODEL_TEXT_H

#include <stdbool.h>

typedef int Lang;  // a place in the table of languages

enum { LANG_NL, LANG_EN, LANG_BUILT_IN, LANG_MAX = 12 };
enum { LANG_CODE_MAX = 8, LANG_NAME_MAX = 40 };  // bytes

typedef struct {
    const char *in[LANG_MAX];  // borrowed; in[LANG_NL] is never NULL in a checked scene
} Text;

int lang_count(void);              // of the table: 2 or more
const char *lang_code(Lang lang);  // "nl", "en", "pl"; that of Dutch for a number not in the table
const char *lang_name(Lang lang);  // in that language itself: "Nederlands", "English"
int lang_from_code(const char *code);  // a Lang, or -1
// True for two or three small letters, and parts of two to four letters or digits behind hyphens:
// "nl", "fry", "zh-Hant". No path and no option can be made of it.
bool lang_is_code(const char *code);
// Copies both. Returns its Lang, also when it is there already, or -1: no code, or the table is full.
int lang_add(const char *code, const char *name);

const char *text_in(const Text *text, Lang lang);  // falls back to Dutch, then to ""; never NULL
bool text_is_empty(const Text *text);

#endif

// A text in the languages of the program. Dutch is always there; English may be missing.
#ifndef PP_MODEL_TEXT_H
#define PP_MODEL_TEXT_H

typedef enum { LANG_NL, LANG_EN, LANG_COUNT } Lang;

typedef struct {
    const char *in[LANG_COUNT];  // borrowed; in[LANG_NL] is never NULL in a checked scene
} Text;

const char *lang_code(Lang lang);                  // "nl", "en"
int lang_from_code(const char *code);              // a Lang, or -1
const char *text_in(const Text *text, Lang lang);  // falls back to Dutch, then to ""; never NULL
int text_is_empty(const Text *text);

#endif

// Layouts of the on-screen keyboard: the Dutch one has what it must have, and each kind of fault is
// refused with its line.
#include "ui/keyboard_layout.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above first
#include <cmocka.h>

#define LEN(table) (sizeof(table) / sizeof(table)[0])
#define HEAD "praatplaat-keyboard 1\n"
#define LAST_ROW "row <backspace> <enter> <space> <hide>\n"

static KeyboardLayout layout;

static int load_dutch(void **unused) {
    (void)unused;
    ErrInfo info = {0};
    Err err = keyboard_layout_load("assets/keyboards/nl.txt", &layout, &info);
    if (err != ERR_NONE) fprintf(stderr, "%s\n", info.text);
    return err == ERR_NONE ? 0 : -1;
}

static bool puts_text(const char *text) {
    for (int l = 0; l < layout.layer_count; l++) {
        for (int r = 0; r < layout.layers[l].row_count; r++) {
            const LayoutRow *row = &layout.layers[l].rows[r];
            for (int k = 0; k < row->count; k++) {
                if (row->keys[k].kind == KEY_TEXT && str_equal(row->keys[k].text, text))
                    return true;
            }
        }
    }
    return false;
}

static int words_of(const KeyboardLayout *of, KeyKind kind) {
    return of->words[kind][0] != '\0';
}

// Every language's layout calls its picture keys something, in that language.
static void english_calls_its_keys_in_english(void **unused) {
    (void)unused;
    static KeyboardLayout english;
    ErrInfo info = {0};
    Err err = keyboard_layout_load("assets/keyboards/en.txt", &english, &info);
    if (err != ERR_NONE) fail_msg("%s", info.text);
    assert_string_equal(english.name, "English");
    assert_string_equal(english.words[KEY_BACKSPACE], "Erase");
    assert_int_equal(english.layer_count, layout.layer_count);
    for (int kind = 0; kind < KEY_KINDS; kind++) {
        assert_int_equal(words_of(&english, (KeyKind)kind), words_of(&layout, (KeyKind)kind));
        if (words_of(&layout, (KeyKind)kind))
            assert_string_not_equal(english.words[kind], layout.words[kind]);
    }
}

static void dutch_can_be_written(void **unused) {
    (void)unused;
    assert_string_equal(layout.name, "Nederlands");
    assert_string_equal(layout.words[KEY_BACKSPACE], "Wissen");
    assert_int_equal(layout.layer_count, 3);
    assert_int_equal(layout.number_layer, 1);
    for (char c = ' ' + 1; c < 127; c++) {
        if ((c >= 'A' && c <= 'Z') || c == '`') continue;
        char text[2] = {c, '\0'};
        if (!puts_text(text)) fail_msg("no key for %s", text);
    }
    static const struct {
        const char *key, *choices;
    } table[] = {
        {"e", "é ë è ê €"}, {"a", "á à ä â"}, {"i", "í ï ij ì"}, {"o", "ó ö ò ô"},
        {"u", "ú ü ù û"},   {"c", "ç"},       {"n", "ñ"},        {"y", "ij ý"},
        {"s", "ß"},         {"-", "– —"},     {"0", "°"},        {"$", "€ £ ¥"},
    };
    for (size_t i = 0; i < LEN(table); i++) {
        const LayoutAlternates *alternates = keyboard_layout_alternates(&layout, table[i].key);
        assert_non_null(alternates);
        Str joined;
        str_init(&joined);
        for (int k = 0; k < alternates->count; k++) {
            str_format(&joined, "%s%s", k ? " " : "", alternates->choices[k]);
        }
        assert_string_equal(str_text(&joined), table[i].choices);
        str_finish(&joined);
    }
    assert_null(keyboard_layout_alternates(&layout, "q"));
}

static void rows_are_equally_wide(void **unused) {
    (void)unused;
    for (int l = 0; l < layout.layer_count; l++) {
        for (int r = 0; r < layout.layers[l].row_count; r++) {
            assert_float_equal(layout.layers[l].rows[r].width, layout.layers[0].width, 0.001);
        }
    }
}

static void capitals_follow(void **unused) {
    (void)unused;
    static const struct {
        const char *small, *capital;
    } table[] = {
        {"a", "A"}, {"é", "É"}, {"ij", "IJ"}, {"ç", "Ç"},
        {"€", "€"}, {"1", "1"}, {"–", "–"},   {"ß", "ẞ"},
    };
    for (size_t i = 0; i < LEN(table); i++) {
        char out[LAYOUT_TEXT_MAX];
        keyboard_layout_upper(table[i].small, out);
        assert_string_equal(out, table[i].capital);
    }
}

static void faults_are_refused_with_their_line(void **unused) {
    (void)unused;
    static const struct {
        const char *text;
        int line;
        const char *says;
    } table[] = {
        {"praatplaat-keyboard 2\n", 1, "version 1"},
        {"", 0, "no name"},
        {HEAD, 1, "no name"},
        {HEAD "name x\n", 2, "no layers"},
        {HEAD "name x\nlayer a b\nrow q\n", 4, "without backspace"},
        {HEAD "name x\nlayer a b\nrow q <backspace> <enter> <hide>\n", 4, "without space"},
        {HEAD "colour red\n", 2, "unknown statement colour"},
        {HEAD "name x\nname y\n", 3, "a second name"},
        {HEAD "row q\n", 2, "before any layer"},
        {HEAD "layer a\n", 2, "without name and label"},
        {HEAD "layer a b c\n", 2, "more than"},
        {HEAD "layer a b\nlayer a c\n", 3, "twice: a"},
        {HEAD "layer a b\nrow\n", 3, "an empty row"},
        {HEAD "layer a b\nrow q q\n", 3, "twice in one layer: q"},
        {HEAD "layer a b\nrow <shift> <shift>\n", 3, "twice in one layer: shift"},
        {HEAD "layer a b\nrow <fly>\n", 3, "unknown key fly"},
        {HEAD "layer a b\nrow <shift\n", 3, "no > at the end"},
        {HEAD "layer a b\nrow <shift=>\n", 3, "not a width"},
        {HEAD "layer a b\nrow <shift=-1>\n", 3, "not a width"},
        {HEAD "layer a b\nrow <shift=nan>\n", 3, "not a width"},
        {HEAD "layer a b\nrow <shift=9>\n", 3, "not a width"},
        {HEAD "layer a b\nrow <newline> q\n", 3, "begins a row"},
        {HEAD "layer a b\nrow abcdefghijklmnopqrs\n", 3, "too long a key"},
        {HEAD "layer a b\nrow 1 2 3 4 5 6 7 8 9 0 a b c d e f g\n", 3, "too many keys"},
        {HEAD "layer a b\nrow q\nalt w x\n", 4, "no layer before this line has the key w"},
        {HEAD "layer a b\nrow q\nalt q\n", 4, "no choices for q"},
        {HEAD "layer a b\nrow q\nalt q 1\nalt q 2\n", 5, "a second list"},
        {HEAD "layer a b\nrow q\nalt q 1 2 3 4 5 6 7 8 9\n", 4, "too many choices"},
        {HEAD "word fly x\n", 2, "unknown key fly"},
        {HEAD "word shift\n", 2, "no word"},
        {HEAD "word shift a\nword shift b\n", 3, "a second word"},
        {HEAD "name x\nlayer a b\nrow <layer:c>\n" LAST_ROW, 4, "no layer is called c"},
        {HEAD "name x\nlayer a b\nrow <layer:a>\n" LAST_ROW, 4, "leads to its own layer"},
        {HEAD "name x\nlayer a b\nrow q\n" LAST_ROW "layer c d\n" LAST_ROW, 7,
         "no way out of layer a"},
        {HEAD "name \xFF\n", 2, "not plain text"},
        {HEAD "name\tx\n", 2, "not plain text"},
        {HEAD "name x\r\n", 2, "not plain text"},
        {HEAD "name \u202Ex\n", 2, "not plain text"},
    };
    KeyboardLayout bad;
    for (size_t i = 0; i < LEN(table); i++) {
        ErrInfo info = {0};
        char start[32];
        (void)snprintf(start, sizeof start, "x.txt:%d: ", table[i].line);
        Err err = keyboard_layout_parse(table[i].text, strlen(table[i].text), "x.txt", &bad, &info);
        if (err != ERR_REFUSED || !str_starts(info.text, start) ||
            !strstr(info.text, table[i].says)) {
            fail_msg("%s\ngave %d: %s", table[i].text, err, info.text);
        }
        assert_int_equal(bad.layer_count, 0);
    }
    static const char good[] =
        HEAD "# remark\nname x\n\nlayer a b\nrow q < # <shift=1.5>\n" LAST_ROW;
    ErrInfo info = {0};
    assert_int_equal(keyboard_layout_parse(good, strlen(good), "x.txt", &bad, &info), ERR_NONE);
    assert_int_equal(bad.layers[0].rows[0].count, 4);
    assert_int_equal(keyboard_layout_load("assets/keyboards/none.txt", &bad, &info), ERR_MISSING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dutch_can_be_written),
        cmocka_unit_test(english_calls_its_keys_in_english),
        cmocka_unit_test(rows_are_equally_wide),
        cmocka_unit_test(capitals_follow),
        cmocka_unit_test(faults_are_refused_with_their_line),
    };
    return cmocka_run_group_tests(tests, load_dutch, NULL);
}

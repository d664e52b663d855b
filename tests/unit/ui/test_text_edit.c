// The text under the caret, as tables. A state is written with | for the caret and, where something
// is selected, [ for the other end: "a[bc|" has "bc" selected.
#include "ui/grapheme.h"
#include "ui/text_clean.h"
#include "ui/text_edit.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above first
#include <cmocka.h>

#define FAMILY "👩‍👩‍👧‍👦"
#define FLAG_NL "🇳🇱"
#define FLAG_BE "🇧🇪"
#define E_JOINED "e\u0301"  // decomposed é
#define LEN(table) (sizeof(table) / sizeof(table)[0])

static void put_state(TextEdit *edit, const char *state) {
    char text[256];
    size_t n = 0, caret = 0, anchor = 0;
    bool has_anchor = false;
    for (const char *p = state; *p; p++) {
        if (*p == '|')
            caret = n;
        else if (*p == '[')
            anchor = n, has_anchor = true;
        else
            text[n++] = *p;
    }
    text[n] = '\0';
    text_edit_set(edit, text);
    text_edit_select(edit, has_anchor ? anchor : caret, caret);
}

static void assert_state(const TextEdit *edit, const char *expected) {
    char state[512];
    size_t n = 0;
    for (size_t i = 0; i <= edit->length; i++) {
        if (i == edit->anchor && edit->anchor != edit->caret) state[n++] = '[';
        if (i == edit->caret) state[n++] = '|';
        if (i < edit->length) state[n++] = edit->text[i];
    }
    state[n] = '\0';
    assert_string_equal(state, expected);
}

static void graphemes_are_what_people_count(void **unused) {
    (void)unused;
    static const struct {
        const char *text;
        size_t count;
    } table[] = {
        {"", 0},
        {"a", 1},
        {"é", 1},
        {E_JOINED, 1},
        {"ij", 2},
        {"ĳ", 1},
        {FAMILY, 1},
        {FLAG_NL FLAG_BE, 2},
        {"👍🏽", 1},
        {"1️⃣", 1},
        {"a\nb", 3},
        {"\u0301a", 2},
        {"e\u0301\u0323\u0308x", 2},
        {"ÿ ß", 3},
        {"각", 1},
        {"🏳️‍🌈!", 2},
    };
    for (size_t i = 0; i < LEN(table); i++) {
        size_t n = strlen(table[i].text);
        assert_int_equal(grapheme_count(table[i].text, n), table[i].count);
        size_t back = 0;
        for (size_t at = n; at > 0; at = grapheme_previous(table[i].text, at)) back++;
        assert_int_equal(back, table[i].count);
    }
}

static void pastes_are_cleaned(void **unused) {
    (void)unused;
    static const struct {
        const char *raw, *many_lines, *one_line;
    } table[] = {
        {"a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"},
        {"a\tb", "a b", "a b"},
        {E_JOINED, "é", "é"},
        {"a\ab\x1b[31m", "ab[31m", "ab[31m"},
        {"\u202Eabc\u202C\u2066d\u2069", "abcd", "abcd"},
        {"so\u00ADft\uFEFF\u200B", "soft", "soft"},
        {FAMILY, FAMILY, FAMILY},
        {"क्\u200Cष", "क्\u200Cष", "क्\u200Cष"},
        {"\xC3(\xFFok\xED\xA0\x80", "(ok", "(ok"},
        {"x\u2028y\xC2\x85"
         "z",
         "x\ny\nz", "x y z"},
        {"\uFFFEa\uFDD0", "a", "a"},
        {"ĳ ij", "ĳ ij", "ĳ ij"},
    };
    for (size_t i = 0; i < LEN(table); i++) {
        for (int multiline = 0; multiline < 2; multiline++) {
            Str out;
            str_init(&out);
            text_clean(&out, table[i].raw, strlen(table[i].raw), multiline);
            assert_string_equal(str_text(&out),
                                multiline ? table[i].many_lines : table[i].one_line);
            str_finish(&out);
        }
    }
    Str out, zalgo;
    str_init(&out), str_init(&zalgo);
    str_append(&zalgo, "q");
    for (int i = 0; i < 500; i++) str_append(&zalgo, "\u0323");
    text_clean(&out, str_text(&zalgo), zalgo.length, false);
    assert_int_equal(out.length, 1 + 2 * (TEXT_CLEAN_CLUSTER_MAX - 1));
    str_finish(&out), str_finish(&zalgo);
}

static void keys_move_and_delete(void **unused) {
    (void)unused;
    static const struct {
        const char *before;
        TextKey key;
        bool select;
        const char *after;
    } table[] = {
        {"a|b", TEXT_LEFT, false, "|ab"},
        {"|ab", TEXT_LEFT, false, "|ab"},
        {"ab|", TEXT_RIGHT, false, "ab|"},
        {FLAG_NL "|" FLAG_BE, TEXT_LEFT, false, "|" FLAG_NL FLAG_BE},
        {"|" FAMILY "x", TEXT_RIGHT, false, FAMILY "|x"},
        {"a[bc|d", TEXT_LEFT, false, "a|bcd"},
        {"a|bc[d", TEXT_RIGHT, false, "abc|d"},
        {"a|bc", TEXT_RIGHT, true, "a[b|c"},
        {"a[b|c", TEXT_LEFT, true, "a|bc"},
        {"een tw|ee", TEXT_WORD_LEFT, false, "een |twee"},
        {"een |twee", TEXT_WORD_LEFT, false, "|een twee"},
        {"ee|n  twee", TEXT_WORD_RIGHT, false, "een|  twee"},
        {"een|  twee!", TEXT_WORD_RIGHT, false, "een  twee|!"},
        {"|foto's hier", TEXT_WORD_RIGHT, false, "foto's| hier"},
        {"|'s ochtends", TEXT_WORD_RIGHT, false, "'|s ochtends"},
        {"een twee|", TEXT_WORD_LEFT, true, "een |twee["},
        {"een\ntw|ee\ndrie", TEXT_LINE_START, false, "een\n|twee\ndrie"},
        {"een\ntw|ee\ndrie", TEXT_LINE_END, false, "een\ntwee|\ndrie"},
        {"een\ntw|ee\ndrie", TEXT_UP, false, "ee|n\ntwee\ndrie"},
        {"een\ntw|ee\ndrie", TEXT_DOWN, false, "een\ntwee\ndr|ie"},
        {"een\ntwee|", TEXT_UP, false, "een|\ntwee"},
        {"e|en\ntwee", TEXT_UP, false, "|een\ntwee"},
        {"een\nt|wee", TEXT_DOWN, true, "een\nt[wee|"},
        {"éé\nab|c", TEXT_UP, false, "éé|\nabc"},
        {"een tw|ee", TEXT_START, false, "|een twee"},
        {"een tw|ee", TEXT_END, true, "een tw[ee|"},
        {"een tw|ee", TEXT_SELECT_ALL, false, "[een twee|"},
        {FAMILY "|", TEXT_BACKSPACE, false, "|"},
        {FLAG_NL FLAG_BE "|", TEXT_BACKSPACE, false, FLAG_NL "|"},
        {"é|", TEXT_BACKSPACE, false, "|"},
        {"a[bc|d", TEXT_BACKSPACE, false, "a|d"},
        {"a[bc|d", TEXT_WORD_BACKSPACE, false, "a|d"},
        {"|abc", TEXT_BACKSPACE, false, "|abc"},
        {"a|" FAMILY "b", TEXT_DELETE, false, "a|b"},
        {"abc|", TEXT_DELETE, false, "abc|"},
        {"een twee |", TEXT_WORD_BACKSPACE, false, "een |"},
        {"een|  twee drie", TEXT_WORD_DELETE, false, "een| drie"},
    };
    TextEdit edit;
    text_edit_init(&edit, 0, true);
    for (size_t i = 0; i < LEN(table); i++) {
        put_state(&edit, table[i].before);
        bool changed = text_edit_key(&edit, table[i].key, table[i].select, NULL);
        assert_state(&edit, table[i].after);
        assert_int_equal(changed, strcmp(table[i].before, table[i].after) != 0);
    }
    text_edit_finish(&edit);
}

static void up_and_down_remember_where_they_came_from(void **unused) {
    (void)unused;
    TextEdit edit;
    text_edit_init(&edit, 0, true);
    put_state(&edit, "eerste regel|\nab\nderde regel");
    text_edit_key(&edit, TEXT_DOWN, false, NULL);
    assert_state(&edit, "eerste regel\nab|\nderde regel");
    text_edit_key(&edit, TEXT_DOWN, false, NULL);
    assert_state(&edit, "eerste regel\nab\nderde regel|");
    text_edit_key(&edit, TEXT_UP, false, NULL);
    text_edit_key(&edit, TEXT_LEFT, false, NULL);
    text_edit_key(&edit, TEXT_UP, false, NULL);
    assert_state(&edit, "e|erste regel\nab\nderde regel");
    text_edit_finish(&edit);
}

// Letters are ten wide, an i is two; the line "aaaa" was wrapped behind its space.
static float x_of(const void *context, size_t offset) {
    const TextEdit *edit = context;
    float x = 0;
    for (size_t i = offset; i > 0 && i != 5 && edit->text[i - 1] != '\n'; i--) {
        x += edit->text[i - 1] == 'i' ? 2.f : 10.f;
    }
    return x;
}

static void a_layout_says_where_lines_are(void **unused) {
    (void)unused;
    static const struct {
        const char *before;
        TextKey key;
        const char *after;
    } table[] = {
        {"aaaa iiii|iia", TEXT_UP, "a|aaa iiiiiia"},
        {"aa|aa iiiiiia", TEXT_DOWN, "aaaa iiiiiia|"},
        {"a|aaa iiiiiia", TEXT_DOWN, "aaaa iiiii|ia"},
        {"a|aaa iiiiiia", TEXT_LINE_END, "aaaa| iiiiiia"},
        {"aaaa iii|iiia", TEXT_LINE_START, "aaaa |iiiiiia"},
    };
    TextEdit edit;
    text_edit_init(&edit, 0, true);
    static const TextLine lines[] = {{0, 4}, {5, 12}};
    TextLayout layout = {lines, 2, x_of, &edit};
    for (size_t i = 0; i < LEN(table); i++) {
        put_state(&edit, table[i].before);
        text_edit_key(&edit, table[i].key, false, &layout);
        assert_state(&edit, table[i].after);
    }
    text_edit_finish(&edit);
}

static void inserting_joins_cuts_and_replaces(void **unused) {
    (void)unused;
    static const struct {
        size_t max;
        const char *before, *text, *after;
        bool whole;
    } table[] = {
        {0, "a|c", "b", "ab|c", true},
        {0, "a[xx|c", "b", "ab|c", true},
        {0, "cafe|", "\u0301", "café|", true},
        {0, "x|", E_JOINED, "xé|", true},
        {3, "ab|", "cd", "abc|", false},
        {3, "abc|", "d", "abc|", false},
        {3, "a[bc|", "def", "ade|", false},
        {2, "a|", FAMILY FAMILY, "a" FAMILY "|", false},
        {4, "abcd|", "\u0301", "abcd\u0301|", true},
        {2, "|", FLAG_NL FLAG_BE FLAG_NL, FLAG_NL FLAG_BE "|", false},
        {9, "a|b", "1\n2\r\n3", "a1\n2\n3|b", true},
    };
    for (size_t i = 0; i < LEN(table); i++) {
        TextEdit edit;
        text_edit_init(&edit, table[i].max, true);
        put_state(&edit, table[i].before);
        assert_int_equal(text_edit_paste(&edit, table[i].text), table[i].whole);
        assert_state(&edit, table[i].after);
        text_edit_finish(&edit);
    }
}

static void what_is_over_the_limit_can_still_be_shortened(void **unused) {
    (void)unused;
    TextEdit edit;
    text_edit_init(&edit, 0, false);
    put_state(&edit, "abcdef|");
    text_edit_limit(&edit, 3, 0, false);
    text_edit_key(&edit, TEXT_BACKSPACE, false, NULL);
    assert_state(&edit, "abcde|");
    assert_false(text_edit_insert(&edit, "x"));
    assert_state(&edit, "abcde|");
    text_edit_finish(&edit);
}

static void what_is_set_is_whole(void **unused) {
    (void)unused;
    TextEdit edit;
    text_edit_init(&edit, 3, true);
    text_edit_limit(&edit, 3, 4, true);
    text_edit_set(&edit, "een\ntwee");
    assert_state(&edit, "een\ntwee|");
    assert_false(text_edit_insert(&edit, "x"));
    text_edit_limit(&edit, 3, 4, false);  // one line: what were lines is one
    assert_state(&edit, "een twee|");
    assert_false(text_edit_key(&edit, TEXT_UNDO, false, NULL));
    text_edit_finish(&edit);
}

static void bytes_are_a_limit_too(void **unused) {
    (void)unused;
    static const struct {
        const char *before, *text, *after;
        bool whole;
    } table[] = {
        {"abc|", "defg", "abcdefg|", true},
        {"abc|", "defghijkl", "abcdefgh|", false},
        {"|", "\u4f60\u597d\u5417", "\u4f60\u597d|", false},
        {"abcd|", FAMILY, "abcd|", false},
        {"a[bcdefg|h", "\u4f60\u597d\u5417", "a\u4f60\u597d|h", false},
    };
    TextEdit edit;
    text_edit_init(&edit, 0, false);
    for (size_t i = 0; i < LEN(table); i++) {
        put_state(&edit, table[i].before);
        text_edit_limit(&edit, 80, 8, false);
        assert_int_equal(text_edit_paste(&edit, table[i].text), table[i].whole);
        assert_state(&edit, table[i].after);
    }
    text_edit_finish(&edit);
}

static void type(TextEdit *edit, const char *letters) {
    for (size_t at = 0, n = strlen(letters); at < n;) {
        char one[64];
        size_t end = grapheme_next(letters, n, at);
        memcpy(one, letters + at, end - at);
        one[end - at] = '\0';
        text_edit_insert(edit, one);
        at = end;
    }
}

static void undo_goes_by_words_and_back(void **unused) {
    (void)unused;
    TextEdit edit;
    text_edit_init(&edit, 0, false);
    type(&edit, "een twee");
    text_edit_paste(&edit, " drie vier");
    text_edit_key(&edit, TEXT_BACKSPACE, false, NULL);
    text_edit_key(&edit, TEXT_BACKSPACE, false, NULL);
    static const char *const back[] = {"een twee drie vier|", "een twee|", "een |", "|"};
    assert_state(&edit, "een twee drie vi|");
    for (size_t i = 0; i < LEN(back); i++) {
        assert_true(text_edit_key(&edit, TEXT_UNDO, false, NULL));
        assert_state(&edit, back[i]);
    }
    assert_false(text_edit_key(&edit, TEXT_UNDO, false, NULL));
    for (int i = 0; i < 4; i++) assert_true(text_edit_key(&edit, TEXT_REDO, false, NULL));
    assert_state(&edit, "een twee drie vi|");
    assert_false(text_edit_key(&edit, TEXT_REDO, false, NULL));

    text_edit_key(&edit, TEXT_UNDO, false, NULL);
    type(&edit, "!");
    assert_false(text_edit_key(&edit, TEXT_REDO, false, NULL));
    assert_state(&edit, "een twee drie vier!|");

    for (int i = 0; i < 3 * TEXT_UNDO_MAX; i++) text_edit_paste(&edit, "x");
    int steps = 0;
    while (text_edit_key(&edit, TEXT_UNDO, false, NULL)) steps++;
    assert_int_equal(steps, TEXT_UNDO_MAX);
    text_edit_finish(&edit);
}

static void an_accent_takes_the_place_of_its_letter(void **unused) {
    (void)unused;
    static const struct {
        const char *before, *old, *text, *after;
    } table[] = {
        {"cafe|", "e", "é", "café|"},
        {"cafe|s", "e", "é", "café|s"},
        {"caf|", "e", "é", "café|"},
        {"cafes|", "e", "é", "cafés|"},
        {"ze|", "e", "€", "z€|"},
        {"y|", "y", "ij", "ij|"},
        {"e123456789|", "e", "é", "e123456789é|"},
        {"é|", "e", "ë", "éë|"},
        {"[abe|", "e", "é", "é|"},
    };
    TextEdit edit;
    text_edit_init(&edit, 0, false);
    for (size_t i = 0; i < LEN(table); i++) {
        put_state(&edit, table[i].before);
        text_edit_replace_last(&edit, table[i].old, table[i].text);
        assert_state(&edit, table[i].after);
    }
    text_edit_finish(&edit);
}

static void ranges_and_words_are_taken_whole(void **unused) {
    (void)unused;
    TextEdit edit;
    text_edit_init(&edit, 0, false);
    put_state(&edit, "a" FAMILY "b|");
    text_edit_replace(&edit, 4, 2, "x");  // inside the family, the wrong way round
    assert_state(&edit, "ax|b");

    static const struct {
        const char *text;
        size_t at;
        const char *after;
    } table[] = {
        {"een twee drie|", 5, "een [twee| drie"},
        {"een twee drie|", 13, "een twee [drie|"},
        {"foto's!|", 5, "[foto's|!"},
        {"a   b|", 2, "a[   |b"},
        {"|", 0, "|"},
    };
    for (size_t i = 0; i < LEN(table); i++) {
        put_state(&edit, table[i].text);
        text_edit_select_word(&edit, table[i].at);
        assert_state(&edit, table[i].after);
    }
    put_state(&edit, "a[bc|d");
    char *copy = text_edit_selected_text(&edit);
    assert_string_equal(copy, "bc");
    free(copy);
    text_edit_finish(&edit);
}

static void sentences_begin_where_people_expect_it(void **unused) {
    (void)unused;
    static const struct {
        const char *state;
        bool begins;
    } table[] = {
        {"|", true},           {"a|", false},
        {"Klaar.|", false},    {"Klaar. |", true},
        {"Klaar!  |", true},   {"Echt? |", true},
        {"nou… |", true},      {"een, |", false},
        {"een\n|", true},      {"- |", true},
        {"een\n- |", true},    {"een - |", false},
        {"“|", true},          {"Hij zei: “Ja.” |", true},
        {"Ja. “|", true},      {"d.w.z. |", false},
        {"o.a. |", false},     {"plan B. |", false},
        {"om 10.30 |", false}, {"[weg|", true},
    };
    TextEdit edit;
    text_edit_init(&edit, 0, true);
    for (size_t i = 0; i < LEN(table); i++) {
        put_state(&edit, table[i].state);
        if (text_edit_sentence_start(&edit) != table[i].begins) fail_msg("%s", table[i].state);
    }
    text_edit_finish(&edit);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graphemes_are_what_people_count),
        cmocka_unit_test(pastes_are_cleaned),
        cmocka_unit_test(keys_move_and_delete),
        cmocka_unit_test(up_and_down_remember_where_they_came_from),
        cmocka_unit_test(a_layout_says_where_lines_are),
        cmocka_unit_test(inserting_joins_cuts_and_replaces),
        cmocka_unit_test(what_is_over_the_limit_can_still_be_shortened),
        cmocka_unit_test(what_is_set_is_whole),
        cmocka_unit_test(bytes_are_a_limit_too),
        cmocka_unit_test(undo_goes_by_words_and_back),
        cmocka_unit_test(an_accent_takes_the_place_of_its_letter),
        cmocka_unit_test(ranges_and_words_are_taken_whole),
        cmocka_unit_test(sentences_begin_where_people_expect_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

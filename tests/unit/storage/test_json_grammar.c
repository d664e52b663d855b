// Every reader of JSON against the grammar of RFC 8259 itself: it stands below as a table, which makes
// sentences and which says of any text whether it is one. Sentences are broken in one place each, in
// every place, by every byte that means something to JSON; what the table refuses no reader may take
// (tree, gate, scenes, session.json), and what it takes the tree reader and the gate must take.
#include "storage/json_scan.h"
#include "storage/scene_load.h"
#include "storage/session_rebuild.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SENTENCES = 60, TEXT_MAX = 80, ALTERNATIVES = 7 };

// ---- The grammar -----------------------------------------------------------------------------------

// Capitals are rules, small letters classes of characters, ` stands before a character itself.
// The first alternative that fits is taken; the grammar needs no other order.
typedef struct {
    char name;
    const char *ways[ALTERNATIVES];
    int count;
} Rule;

static const Rule rules[] = {
    {'T', {"WVW"}, 1},                                                     // JSON-text
    {'V', {"`f`a`l`s`e", "`n`u`l`l", "`t`r`u`e", "O", "A", "N", "S"}, 7},  // value
    {'O', {"`{W`}", "`{WMX`}"}, 2},                                        // object
    {'M', {"SW`:WVW"}, 1},                                                 // member
    {'X', {"`,WMX", ""}, 2},                                               // more members
    {'A', {"`[W`]", "`[WVWY`]"}, 2},                                       // array
    {'Y', {"`,WVWY", ""}, 2},                                              // more values
    {'N', {"`-IFE", "IFE"}, 2},                                            // number
    {'I', {"`0", "pD"}, 2},                                                // int
    {'D', {"dD", ""}, 2},                                                  // digits
    {'F', {"`.dD", ""}, 2},                                                // frac
    {'E', {"eGdD", ""}, 2},                                                // exp
    {'G', {"`+", "`-", ""}, 3},                                            // its sign
    {'S', {"`\"C`\""}, 1},                                                 // string
    {'C', {"cC", "`\\xC", "`\\`uhhhhC", ""}, 4},                           // chars
    {'W', {"sW", ""}, 2},                                                  // ws
};

static const Rule *rule(char name) {
    size_t i = 0;
    while (rules[i].name != name) i++;
    return &rules[i];
}

// The bytes of an unescaped character (RFC 8259 and, for its form, RFC 3629); 0: none stands there.
static size_t unescaped(const unsigned char *at, size_t left) {
    static const struct {
        unsigned char first, last, low, high;  // of the first byte, of the second
        size_t bytes;
    } forms[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                 {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
                 {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
                 {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    if (at[0] < 0x80) return at[0] >= 0x20 && at[0] != '"' && at[0] != '\\';
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (at[0] < forms[i].first || at[0] > forms[i].last || left < forms[i].bytes) continue;
        if (at[1] < forms[i].low || at[1] > forms[i].high) continue;
        for (size_t k = 2; k < forms[i].bytes; k++)
            if (at[k] < 0x80 || at[k] > 0xBF) return 0;
        return forms[i].bytes;
    }
    return 0;
}

static const char *class_of(char name) {
    switch (name) {
    case 'p': return "123456789";
    case 'd': return "0123456789";
    case 'h': return "0123456789abcdefABCDEF";
    case 'e': return "eE";
    case 'x': return "\"\\/bfnrt";
    default: return " \t\n\r";  // s
    }
}

// Where the rule ends that begins at `at`; NULL: it does not fit.
static const char *match(char name, const char *at, const char *end) {
    const Rule *of = rule(name);
    for (int i = 0; i < of->count; i++) {
        const char *here = at;
        for (const char *part = of->ways[i]; *part && here; part++) {
            if (*part >= 'A' && *part <= 'Z') {
                here = match(*part, here, end);
            } else if (here == end) {
                here = NULL;
            } else if (*part == '`') {
                here = *here == *++part ? here + 1 : NULL;
            } else if (*part == 'c') {
                size_t bytes = unescaped((const unsigned char *)here, (size_t)(end - here));
                here = bytes ? here + bytes : NULL;
            } else {
                here = *here && strchr(class_of(*part), *here) ? here + 1 : NULL;
            }
        }
        if (here) return here;
    }
    return NULL;
}

static bool is_json(const char *text, size_t n) {
    return match('T', text, text + n) == text + n;
}

// ---- Sentences -------------------------------------------------------------------------------------

typedef struct {
    char text[TEXT_MAX];
    size_t n;
    bool full;
} Sentence;

static void put(Sentence *to, const char *bytes, size_t n) {
    if (to->n + n > sizeof to->text) {
        to->full = true;
        return;
    }
    memcpy(to->text + to->n, bytes, n);
    to->n += n;
}

static void make(Sentence *to, char name, int depth) {
    static const char *const characters[] = {"a",    "Z", " ", "~",
                                             "\x7F", "é", "€", "\xF0\x9F\x8F\xA0"};
    const Rule *of = rule(name);
    // Deep down the shortest way: for a value a word, for the rest the last, mostly nothing.
    bool deep = depth > 14;
    uint32_t way = rng_below((uint32_t)of->count);
    if (deep)
        way = name == 'V' ? way % 3 : name == 'O' || name == 'A' ? 0 : (uint32_t)of->count - 1;
    for (const char *part = of->ways[way]; *part && !to->full; part++) {
        if (*part >= 'A' && *part <= 'Z') {
            make(to, *part, depth + 1);
        } else if (*part == '`') {
            put(to, ++part, 1);
        } else if (*part == 'c') {
            const char *one = characters[rng_below(8)];
            put(to, one, strlen(one));
        } else {
            const char *of_class = class_of(*part);
            put(to, of_class + rng_below((uint32_t)strlen(of_class)), 1);
        }
    }
}

// ---- The readers -----------------------------------------------------------------------------------

// Of texts that are JSON these may be refused all the same, by the limits of I-JSON: surrogates and
// NUL by number, members twice, numbers that do not fit.
static bool has_limits(const char *text, size_t n) {
    struct {
        const char *text;
        size_t n;
    } names[TEXT_MAX];
    int count = 0, digits = 0, power = -1;  // power: digits of an exponent, -1: none
    bool escapes = false;
    for (size_t i = 0; i < n; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        digits = digit ? digits + 1 : 0;
        if (text[i] == 'e' || text[i] == 'E')
            power = 0;
        else if (digit && power >= 0)
            power++;
        else if (text[i] != '+' && text[i] != '-')
            power = -1;
        if (digits > 14 || power > 2) return true;
        if (text[i] != '"') continue;
        size_t from = ++i;
        for (; text[i] != '"'; i++) {
            if (text[i] != '\\') continue;
            bool number = text[++i] == 'u';
            escapes = escapes || number;
            // \u0000, and halves of pairs even where they make a whole one
            if (number && (memcmp(text + i + 1, "0000", 4) == 0 || strchr("dD", text[i + 1])))
                return true;
        }
        size_t after = i + 1;
        while (after < n && strchr(" \t\n\r", text[after])) after++;
        if (after == n || text[after] != ':') continue;
        for (int k = 0; k < count; k++)
            if (names[k].n == i - from && memcmp(names[k].text, text + from, i - from) == 0)
                return true;
        names[count].text = text + from;
        names[count++].n = i - from;
    }
    return escapes && count > 1;  // a name may stand there twice, written in two ways
}

static char shown[8 * TEXT_MAX];

static const char *show(const char *text, size_t n) {
    size_t at = 0;
    for (size_t i = 0; i < n && at + 5 < sizeof shown; i++) {
        unsigned char c = (unsigned char)text[i];
        bool plain = c >= 0x20 && c < 0x7F && c != '\\';
        at += (size_t)snprintf(shown + at, sizeof shown - at, plain ? "%c" : "\\x%02X", c);
    }
    shown[at] = '\0';
    return shown;
}

static Arena arena;
static int refused, taken, limited;

static void refuse_as_files(const char *text, size_t n) {
    Scene *scene;
    FaultList faults;
    fault_list_init(&faults);
    if (scene_load_memory(text, n, "scene.json", NULL, NULL, &scene, &faults) != ERR_REFUSED ||
        scene)
        fail_msg("a scene is read from %s", show(text, n));
    assert_true(faults.count > 0 && faults.items[0].line > 0 && faults.items[0].column > 0);
    fault_list_finish(&faults);
    RecordLog log;
    record_log_init(&log);
    uint64_t last_seq;
    if (session_rebuild(text, n, &log, &last_seq) != ERR_REFUSED)
        fail_msg("a session is read from %s", show(text, n));
    record_log_finish(&log);
}

static void judge(const char *text, size_t n) {
    bool json = is_json(text, n);
    bool bom = n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    for (unsigned flags = 0; flags <= (JSON_BOM_OK | JSON_LARGE_OK); flags++) {
        if (bom && (flags & JSON_BOM_OK)) continue;
        FaultList faults;
        fault_list_init(&faults);
        JsonValue *root = NULL;
        ErrInfo info = {0};
        arena_reset(&arena);
        Err tree = json_read(text, n, flags, &arena, &faults, &root);
        Err gate = json_gate(text, n, flags, &info);
        if (tree != gate) fail_msg("tree and gate do not agree on %s", show(text, n));
        if (!json && !tree) fail_msg("taken: %s", show(text, n));
        if (!json && (faults.total == 0 || !info.text[0]))
            fail_msg("refused without a word: %s", show(text, n));
        if (json && tree && !has_limits(text, n)) fail_msg("refused: %s", show(text, n));
        limited += json && tree && flags == 0;
        fault_list_finish(&faults);
    }
    if (!json && !bom) refuse_as_files(text, n);
    refused += !json;
    taken += json;
}

// What JSON means something by, what comes near to it, and pieces of other notations.
static const char *const pieces[] = {"{",
                                     "}",
                                     "[",
                                     "]",
                                     ",",
                                     ":",
                                     "\"",
                                     "\\",
                                     "/",
                                     "-",
                                     "+",
                                     ".",
                                     "0",
                                     "1",
                                     "e",
                                     "E",
                                     "u",
                                     "t",
                                     "x",
                                     "a",
                                     "'",
                                     "#",
                                     " ",
                                     "\t",
                                     "\n",
                                     "\r",
                                     "\v",
                                     "\f",
                                     "\x01",
                                     "\x1F",
                                     "\x7F",
                                     "\x80",
                                     "\xC0",
                                     "\xC3",
                                     "\xED\xA0",
                                     "\xE2\x82",
                                     "\xF5",
                                     "\xFF",
                                     "//",
                                     "/**/",
                                     "NaN",
                                     "Infinity",
                                     "0x1",
                                     "None",
                                     "\\u12",
                                     "\\a",
                                     "1.",
                                     "00",
                                     "--",
                                     "=",
                                     ";",
                                     "\xC2\xA0",
                                     "\xE2\x80\x9C",
                                     "\xEF\xBB\xBF"};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void judge_joined(const char *text, size_t n, size_t at, size_t skip, const char *piece,
                         size_t length) {
    char broken[TEXT_MAX + 16];
    memcpy(broken, text, at);
    memcpy(broken + at, piece, length);
    memcpy(broken + at + length, text + at + skip, n - at - skip);
    judge(broken, n - skip + length);
}

static void break_everywhere(const char *text, size_t n) {
    judge(text, n);
    for (size_t at = 0; at <= n; at++) {
        judge(text, at);                      // cut off
        judge(text + at, n - at);             // begun too late
        judge_joined(text, n, at, 0, "", 1);  // a NUL
        for (int i = 0; i < PIECES; i++) {
            judge_joined(text, n, at, 0, pieces[i], strlen(pieces[i]));
            if (at < n) judge_joined(text, n, at, 1, pieces[i], strlen(pieces[i]));
        }
        if (at == n) break;
        judge_joined(text, n, at, 1, "", 0);         // left out
        judge_joined(text, n, at, 0, text + at, 1);  // twice
    }
}

static void what_is_no_json_is_refused_and_the_rest_is_taken(void **state) {
    (void)state;
    // Each kind of value once, whatever the drawn ones are.
    static const char *const always[] = {
        "null",
        "[true,false]",
        "-0.5e+2",
        "[10,2.25E-1,-7]",
        "{\"a\":[{}],\"b\":\"x\"}",
        "\"\\n\\u00e9\\\\\"",
        "\"\\ud83c\\udfe0\"",
        " [ 1 , { } ] ",
    };
    rng_seed(19);
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        break_everywhere(always[i], strlen(always[i]));
    int made = 0;
    while (made < SENTENCES) {
        Sentence sentence = {.n = 0};
        make(&sentence, 'T', 0);
        if (sentence.full || sentence.n < 4) continue;
        assert_true(is_json(sentence.text, sentence.n));
        break_everywhere(sentence.text, sentence.n);
        made++;
    }
    rng_seed(0);
    print_message("%d texts refused, %d taken, %d of those by their limits not\n", refused, taken,
                  limited);
    assert_true(refused > 50000 && taken > 5000 && limited < taken / 20);
}

// Hundreds of thousands of lists and objects, none of them closed: refused at once, not by the stack.
static void what_is_too_deep_is_refused(void **state) {
    (void)state;
    static const char *const openings[] = {"[", "[[", "{\"a\":", "[{\"a\":", " [\n"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t size = strlen(openings[i]), times = 300000;
        char *deep = malloc(size * times);
        assert_non_null(deep);
        for (size_t k = 0; k < times; k++) memcpy(deep + k * size, openings[i], size);
        assert_int_equal(json_gate(deep, size * times, 0, NULL), ERR_REFUSED);
        refuse_as_files(deep, size * times);
        free(deep);
    }
}

static int begin(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_finish(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_json_is_refused_and_the_rest_is_taken),
        cmocka_unit_test(what_is_too_deep_is_refused),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

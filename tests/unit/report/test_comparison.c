// Comparisons as files: words stay words in each, what stays here is in none, and no cut of any file
// shows a role of which too few voted.
#include "report/comparison.h"
#include "room.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVIL "<script>alert(\"x\")</script> & 'co'"
#define EVIL_HTML "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;"
#define EVIL_JSON "<script>alert(\\\"x\\\")</script> & 'co'"
#define EVIL_CSV "\"<script>alert(\"\"x\"\")</script> & 'co'\""
#define FORMULA "=HYPERLINK(\"http://x\")"

static ComparisonWrite *const texts[] = {comparison_json, comparison_html, comparison_meetings_csv,
                                         comparison_groups_csv};
enum { TEXTS = sizeof texts / sizeof *texts, ROLE_MIN = 3, ROLES = 3 };

static MeetingFacts facts;

static Str written(const Compare *compare, ComparisonWrite *write) {
    Comparison input = {.compare = compare, .lang = LANG_EN, .role_min = ROLE_MIN};
    Str out;
    str_init(&out);
    ErrInfo info = {0};
    if (write(&input, &out, &info) != ERR_NONE) fail_msg("not made: %s", info.text);
    assert_true(out.length > 100);
    return out;
}

static bool holds(const Compare *compare, ComparisonWrite *write, const char *text) {
    Str out = written(compare, write);
    bool found = strstr(str_text(&out), text) != NULL;
    str_finish(&out);
    return found;
}

// ---- Words -----------------------------------------------------------------------------------------

static void add_evil(Compare *compare, const char *words) {
    i18n_set_language("en");
    facts = (MeetingFacts){.id = "2026-11-23-houten-7f3k",
                           .place = words,
                           .group = words,
                           .previous = "",
                           .scene = "",
                           .created_ms = INT64_C(1795426800000),
                           .people = 10,
                           .role_ids = {"a", "b", "c"},
                           .role_names = {words, words, words},
                           .role_count = ROLES,
                           .all_groups_known = true};
    FactSubject *subject = facts_subject(&facts, "opgave", words);
    subject->worked = true;
    FactScale *scale = &facts.scales[facts.scale_count++];
    *scale = (FactScale){.all = {8, {4, 0, 0, 0, 4}},
                         .roles = {[1] = {4, {4, 0, 0, 0, 0}}, [2] = {4, {0, 0, 0, 0, 4}}}};
    facts_add_note(&facts, (FactNote){.subject = 0, .mark = MARK_STOOD_OUT, .text = words});
    compare_add(compare, &facts);
}

static void words_stay_words(void **state) {
    (void)state;
    Compare *compare = compare_create(NULL, LANG_EN, ROLE_MIN, true);
    add_evil(compare, EVIL);
    compare_settle(compare);
    Str page = written(compare, comparison_html);
    if (strstr(str_text(&page), "<script")) fail_msg("a script is in\n%s", str_text(&page));
    // Of the place, group, subject, note and both roles that differ: in texts and in attributes.
    int count = 0;
    for (const char *at = str_text(&page); (at = strstr(at, EVIL_HTML)); at++) count++;
    assert_true(count >= 5);
    str_finish(&page);
    assert_true(holds(compare, comparison_json, EVIL_JSON));
    assert_true(holds(compare, comparison_meetings_csv, EVIL_CSV));
    assert_true(holds(compare, comparison_groups_csv, EVIL_CSV));
    compare_destroy(compare);
}

static void a_formula_is_text(void **state) {
    (void)state;
    Compare *compare = compare_create(NULL, LANG_EN, ROLE_MIN, true);
    add_evil(compare, FORMULA);
    compare_settle(compare);
    for (int i = 2; i < TEXTS; i++) {
        assert_true(holds(compare, texts[i], "\"'=HYPERLINK(\"\"http://x\"\")\""));
        assert_false(holds(compare, texts[i], "\"=HYPERLINK"));
    }
    compare_destroy(compare);
}

// ---- What stays here ---------------------------------------------------------------------------------

static Compare *of_room(Room *room) {
    static MeetingFacts of_session;
    Compare *compare = compare_create(NULL, LANG_NL, ROLE_MIN, true);
    facts_of_session(&room->session, NULL, LANG_NL, &of_session);
    compare_add(compare, &of_session);
    compare_settle(compare);
    return compare;
}

static void what_stays_here_is_in_no_format(void **state) {
    (void)state;
    static const int roles[] = {0, 0, 0, 0}, values[] = {5, 5, 4, 5};
    for (int stays = 0; stays < 2; stays++) {
        static Room room;
        room_start(&room);
        int note = room_note(&room, 0, 0, "GEHEIM briefje");
        int round = room_scale(&room, "GEHEIM vraag", roles, values, 4, true);
        int agreement = room_agree(&room, "GEHEIM afspraak", "GEHEIM wie");
        if (stays) {
            room_stays(&room, STAYS_NOTE, note);
            room_stays(&room, STAYS_ROUND, round);
            room_stays(&room, STAYS_AGREEMENT, agreement);
        }
        room_note(&room, 0, 0, "openbaar briefje");
        Compare *compare = of_room(&room);
        assert_true(holds(compare, comparison_html, "openbaar briefje"));
        // The other way round it is there: the test can fail.
        assert_int_equal(holds(compare, comparison_html, "GEHEIM briefje"), !stays);
        for (int i = 0; i < TEXTS; i++)
            if (stays) assert_false(holds(compare, texts[i], "GEHEIM"));
        CompareCut all = compare_everything();
        CompareFigure figure = compare_figure(compare, &all, 0);
        assert_int_equal(figure.answers.n, stays ? 0 : 4);
        assert_int_equal(figure.agreements, stays ? 0 : 1);
        assert_int_equal(holds(compare, comparison_json, "\"mean\":4.75"), !stays);
        assert_int_equal(holds(compare, comparison_json, "\"agreements\":1"), !stays);
        compare_destroy(compare);
        room_finish(&room);
    }
}

// ---- Small groups ------------------------------------------------------------------------------------

// Meetings of all sizes, most of them of roles with one or two people.
static Compare *many_meetings(uint32_t seed, bool pooled) {
    static const char *const places[] = {"Houten", "Woerden", "Wijk"};
    static const char *const teams[] = {"Zuid", "Noord"};
    Compare *compare = compare_create(NULL, LANG_EN, ROLE_MIN, pooled);
    rng_seed(seed);
    for (int m = 0; m < 12; m++) {
        char id[64];
        (void)snprintf(id, sizeof id, "2026-11-23-houten-%04d", m);
        facts = (MeetingFacts){.id = id,
                               .place = places[rng_below(3)],
                               .group = teams[rng_below(2)],
                               .previous = "",
                               .scene = "",
                               .created_ms = clock_day_number(2026, 1 + (int)rng_below(12), 15) *
                                             (int64_t)86400000,
                               .people = 10,
                               .role_ids = {"a", "b", "c"},
                               .role_names = {"Anna", "Bert", "Cor"},
                               .role_count = ROLES,
                               .all_groups_known = true};
        FactSubject *subject = facts_subject(&facts, "opgave", "Opgave");
        subject->worked = true;
        FactScale *scale = &facts.scales[facts.scale_count++];
        *scale = (FactScale){.subject = 0};
        for (int role = 0; role <= ROLES; role++) {
            for (uint32_t n = rng_below(5); n > 0; n--) {
                uint32_t answer = rng_below(FACTS_STEPS);
                scale->all.n++, scale->all.counts[answer]++;
                scale->roles[role].n++, scale->roles[role].counts[answer]++;
            }
        }
        compare_add(compare, &facts);
    }
    compare_settle(compare);
    return compare;
}

typedef struct {
    const Compare *compare;
    int roles, shown;
} Seen;

static void look_at_row(void *context, const ComparisonRow *row) {
    Seen *seen = context;
    if (row->cut.role == COMPARE_ALL) return;
    seen->roles++;
    int n = row->figure.answers.n;
    seen->shown += n > 0;
    if (n > 0 && n < ROLE_MIN) fail_msg("%d people of a role stand apart", n);
    assert_true(n > 0 || !row->figure.has_mean);
    // What is left when a shown role is taken from all: nobody, or enough to hide in.
    CompareCut all = row->cut;
    all.role = COMPARE_ALL;
    int others = compare_figure(seen->compare, &all, row->subject).answers.n - n;
    if (n > 0 && others > 0 && others < ROLE_MIN) fail_msg("taken from all %d remain", others);
}

// The cell of this number in a line, as a number; separators outside quotes.
static int cell(const char *line, int number, char *out, size_t size) {
    bool quoted = false;
    size_t n = 0;
    for (int at = 0; *line && *line != '\n'; line++) {
        if (*line == '"') {
            quoted = !quoted;
        } else if (!quoted && (*line == ';' || *line == ',')) {
            at++;
        } else if (at == number && n + 1 < size) {
            out[n++] = *line;
        }
    }
    out[n] = '\0';
    return (int)strtol(out, NULL, 10);
}

static int check_csv(const char *text) {
    enum { ROLE_CELL = 2, N_CELL = 8 };
    int shown = 0;
    const char *line = strchr(text, '\n');
    for (; line && line[1]; line = strchr(line + 1, '\n')) {
        char role[64], number[64];
        (void)cell(line + 1, ROLE_CELL, role, sizeof role);
        int n = cell(line + 1, N_CELL, number, sizeof number);
        if (strcmp(role, "Everybody") == 0) continue;
        shown += n > 0;
        if (n > 0 && n < ROLE_MIN) fail_msg("%d people of %s stand apart", n, role);
    }
    return shown;
}

static int check_json(const char *text) {
    int shown = 0;
    for (const char *at = strstr(text, "\"cuts\""); (at = strstr(at, "\"role\":\"")); at++) {
        const char *n = strstr(at, ",\"n\":");
        assert_non_null(n);
        long count = strtol(n + 5, NULL, 10);
        shown += count > 0;
        if (count > 0 && count < ROLE_MIN) fail_msg("%ld people of a role stand apart", count);
    }
    return shown;
}

static void no_cut_shows_a_small_group(void **state) {
    (void)state;
    int shown = 0;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        Compare *compare = many_meetings(seed, seed % 2);
        Comparison input = {.compare = compare, .lang = LANG_EN, .role_min = ROLE_MIN};
        Seen seen = {.compare = compare};
        comparison_each(&input, look_at_row, &seen);
        Str csv = written(compare, comparison_groups_csv), json = written(compare, comparison_json);
        // Each format says the same cuts.
        assert_int_equal(check_csv(str_text(&csv)), seen.shown);
        assert_int_equal(check_json(str_text(&json)), seen.shown);
        str_finish(&csv);
        str_finish(&json);
        compare_destroy(compare);
        shown += seen.shown;
    }
    assert_true(shown > 100);  // or nothing was looked at
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stay_words),
        cmocka_unit_test(a_formula_is_text),
        cmocka_unit_test(what_stays_here_is_in_no_format),
        cmocka_unit_test(no_cut_shows_a_small_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

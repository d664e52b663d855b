// What taps do on the screens: the same stage as the pictures', looked at by what it describes.
#include "base/str.h"
#include "golden/pictures.h"
#include "ui/core.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

static Stage *stage;

static const Session *session(void) {
    return stage_shell(stage)->session;
}

// The member of a node as it is described, such as "value": "done"; "" when the node is not there.
static const char *said(const char *id, const char *member) {
    static char found[256];
    found[0] = '\0';
    stage_layout(stage);
    Str all;
    str_init(&all);
    ui_describe(stage_shell(stage)->ui, &all);
    char wanted[128];
    (void)snprintf(wanted, sizeof wanted, "{\"id\": \"%s\",", id);
    const char *node = strstr(str_text(&all), wanted);
    const char *end = node ? strchr(node, '\n') : NULL;
    (void)snprintf(wanted, sizeof wanted, "\"%s\": ", member);
    const char *at = node ? strstr(node, wanted) : NULL;
    if (at && (!end || at < end)) {
        at += strlen(wanted);
        bool quoted = *at == '"';
        at += quoted;
        size_t n = strcspn(at, quoted ? "\"" : ",}");
        (void)snprintf(found, sizeof found, "%.*s", (int)n, at);
    }
    str_finish(&all);
    return found;
}

static bool there(const char *id) {
    stage_layout(stage);
    return !rect_empty(ui_rect_of(stage_shell(stage)->ui, id));
}

static int top_of(const char *id) {
    stage_layout(stage);
    return ui_rect_of(stage_shell(stage)->ui, id).y;
}

static void at_the_agreements(void) {
    picture_board(stage);
    const Shell *shell = stage_shell(stage);
    const AgendaItem *item = session_item(session(), session()->item);
    int at = scene_find_assignment(shell->scene, item->assignment);
    const SceneAssignment *assignment = &shell->scene->assignments[at];
    for (int i = 0; i < assignment->step_count; i++) {
        if (assignment->steps[i].kind == STEP_AGREE) shell->ops->go_place(shell->app, item->id, i);
    }
    assert_int_equal(shell->screen, SCREEN_AGREE);
}

// -- agreements ---------------------------------------------------------------------------------------
static void a_note_that_became_an_agreement_keeps_its_place(void **state) {
    (void)state;
    at_the_agreements();
    int first = top_of("note.suggest.5"), second = top_of("note.suggest.4"),
        third = top_of("note.suggest.3");
    assert_true(first < second && second < third);
    stage_tap(stage, "note.suggest.4");
    assert_int_equal(session()->agreement_count, 1);
    assert_int_equal(top_of("note.suggest.5"), first);
    assert_int_equal(top_of("note.suggest.4"), second);
    assert_int_equal(top_of("note.suggest.3"), third);
    assert_string_equal(said("note.suggest.4", "value"), "Is een afspraak");
    assert_string_equal(said("note.suggest.3", "value"), "null");
    // Tapped again it is no second agreement: it opens the one that it is.
    stage_tap(stage, "note.suggest.4");
    assert_int_equal(session()->agreement_count, 1);
    assert_true(there("agreement.sheet"));
}

static void nobody_does_an_agreement_until_somebody_says_so(void **state) {
    (void)state;
    at_the_agreements();
    assert_true(session_note(session(), 4)->role >= 0);
    stage_tap(stage, "note.suggest.4");
    const Agreement *made = session_agreement(session(), 1);
    assert_int_equal(made->role, -1);
    assert_string_equal(made->who, "");
    assert_string_equal(said("agreement.1.who", "label"), "Wie doet dit? Nog niemand");
    stage_tap(stage, "agreement.1");
    assert_string_equal(said("agreement.role.werk", "selected"), "false");
    stage_tap(stage, "agreement.role.werk");
    stage_tap(stage, "agreement.put");
    assert_string_equal(said("agreement.1.who", "label"), "Werk en inkomen");
}

static void an_agreement_kept_as_it_was_is_no_change(void **state) {
    (void)state;
    at_the_agreements();
    stage_tap(stage, "note.suggest.4");
    uint64_t made = session_undoable(session())->seq;
    stage_tap(stage, "agreement.1");
    stage_tap(stage, "agreement.put");
    assert_false(there("agreement.sheet"));
    // Undo still takes back what was done last.
    assert_true(session_undoable(session())->seq == made);
    stage_tap(stage, "agreement.1");
    stage_tap(stage, "agreement.role.werk");
    stage_tap(stage, "agreement.put");
    assert_true(session_undoable(session())->seq > made);
}

static void keeping_nothing_of_what_was_learned_opens_the_keyboard(void **state) {
    (void)state;
    picture_followup_open(stage);
    int notes = session()->note_count;
    assert_false(there("keyboard"));
    stage_tap(stage, "learned.put");
    assert_int_equal(session()->note_count, notes);
    assert_true(there("keyboard"));
    stage_tap(stage, "key.a");
    stage_tap(stage, "learned.put");
    assert_int_equal(session()->note_count, notes + 1);
}

// -- notes --------------------------------------------------------------------------------------------
static void put_up(const char *letter) {
    stage_tap(stage, letter);
    stage_tap(stage, "note.put");
}

static int role_of_last(void) {
    return session()->notes[session()->note_count - 1].role;
}

static void the_role_stays_with_who_writes_several(void **state) {
    (void)state;
    picture_board(stage);
    stage_tap(stage, "note.new.0");
    stage_tap(stage, "note.role.sociaal");
    put_up("key.a");
    assert_int_equal(role_of_last(), 1);
    stage_wait(stage, 5000);
    put_up("key.b");
    assert_int_equal(role_of_last(), 1);
}

// Upright, with every role in the room: to choose a column nobody has to find that more is below.
static void upright_all_choices_of_a_note_are_in_view(void **state) {
    (void)state;
    stage_size(stage, 1080, 1920);
    picture_board(stage);
    Session *s = (Session *)(uintptr_t)session();
    for (int i = 0; i < s->role_count; i++) s->people[i] = 1;
    stage_tap(stage, "note.new.0");
    stage_layout(stage);
    const Ui *ui = stage_shell(stage)->ui;
    Rect last = ui_rect_of(ui, "note.column.2"), choices = ui_rect_of(ui, "note.choices");
    assert_false(rect_empty(last));
    assert_in_range(last.y + last.h, 0, choices.y + choices.h);
    assert_true((float)last.h >= ui_px(ui, 12));
}

static void above_low_reach_stands_the_board(void **state) {
    (void)state;
    stage_size(stage, 1080, 1920);
    stage_reach(stage, REACH_RIGHT);
    picture_board(stage);
    stage_tap(stage, "note.new.0");
    assert_true(there("beyond.board"));
    assert_false(there("beyond"));
    // To read, not to touch: where no arm reaches nothing waits for a finger.
    Rect board = ui_rect_of(stage_shell(stage)->ui, "beyond.board");
    for (int y = board.y; y < board.y + board.h; y += 20) {
        for (int x = board.x; x < board.x + board.w; x += 20)
            assert_null(ui_control_at(stage_shell(stage)->ui, (float)x, (float)y));
    }
    stage_show(stage, SCREEN_WELCOME);
    assert_true(there("beyond"));
}

static void the_next_writer_has_no_role_yet(void **state) {
    (void)state;
    picture_board(stage);
    stage_tap(stage, "note.new.0");
    assert_string_equal(said("note.role.none", "selected"), "true");
    stage_tap(stage, "note.role.sociaal");
    put_up("key.a");
    stage_tap(stage, "note.done");
    stage_tap(stage, "note.new.0");
    assert_string_equal(said("note.role.none", "selected"), "true");
    assert_string_equal(said("note.role.sociaal", "selected"), "false");
    put_up("key.b");
    assert_int_equal(role_of_last(), -1);
}

static void who_sits_down_at_paper_that_was_put_up_has_no_role_yet(void **state) {
    (void)state;
    picture_board(stage);
    stage_tap(stage, "note.new.0");
    stage_tap(stage, "note.role.sociaal");
    put_up("key.a");
    stage_tap(stage, "note.new.1");
    assert_string_equal(said("note.role.none", "selected"), "true");
    // Before the first note it is the same one, who goes to another column.
    stage_tap(stage, "note.role.werk");
    stage_tap(stage, "note.new.0");
    assert_string_equal(said("note.role.werk", "selected"), "true");
}

static void a_seat_that_was_left_has_no_role(void **state) {
    (void)state;
    picture_board(stage);
    stage_tap(stage, "note.new.0");
    stage_tap(stage, "note.role.sociaal");
    put_up("key.a");
    stage_wait(stage, 29000);
    assert_string_equal(said("note.role.sociaal", "selected"), "true");
    stage_wait(stage, 2000);
    assert_string_equal(said("note.role.sociaal", "selected"), "false");
    put_up("key.b");
    assert_int_equal(role_of_last(), -1);
    // A role that was just chosen is of who sits there, however long that one thinks.
    stage_tap(stage, "note.role.werk");
    stage_wait(stage, 90000);
    put_up("key.c");
    assert_int_equal(role_of_last(), 2);
}

// -- the poster ---------------------------------------------------------------------------------------
static void a_role_lights_some_places_and_says_how_many(void **state) {
    (void)state;
    const Scene *scene = stage_shell(stage)->scene;
    for (int r = 0; r < scene->role_count; r++) {
        char id[64];
        (void)snprintf(id, sizeof id, "chip.%s", scene->roles[r].id);
        stage_tap(stage, id);
        int dimmed = 0;
        for (int b = 0; b < scene->block_count; b++) {
            char zone[64];
            (void)snprintf(zone, sizeof zone, "zone.%s", scene->blocks[b].id);
            dimmed += strcmp(said(zone, "value"), "dimmed") == 0;
        }
        int shown = scene->block_count - dimmed;
        assert_in_range(shown, 3, 7);
        char places[32];
        (void)snprintf(places, sizeof places, "%d plekken", shown);
        assert_string_equal(said(id, "value"), places);
        stage_tap(stage, id);
        assert_string_equal(said(id, "value"), "null");
    }
}

// -- plates and what stands on them -----------------------------------------------------------------------
static Rect rect_of(const char *kind, int block) {
    char id[80];
    (void)snprintf(id, sizeof id, "%s.%s", kind, stage_shell(stage)->scene->blocks[block].id);
    return ui_rect_of(stage_shell(stage)->ui, id);
}

static int badges_that_touch(const char *kind, const char *where, bool all) {
    int count = stage_shell(stage)->scene->block_count, touched = 0;
    for (int i = 0; i < count; i++) {
        Rect badge = rect_of(kind, i);
        if (all && rect_empty(badge)) print_error("%s: no badge on %d\n", where, i);
        touched += all && rect_empty(badge);
        for (int j = 0; j < count; j++) {
            bool plate = !rect_empty(rect_intersect(badge, rect_of("plate", j)));
            bool other = j != i && !rect_empty(rect_intersect(badge, rect_of(kind, j)));
            if (plate || other)
                print_error("%s: the badge of %s lies over the %s of %s\n", where,
                            stage_shell(stage)->scene->blocks[i].id, plate ? "plate" : "badge",
                            stage_shell(stage)->scene->blocks[j].id);
            touched += plate || other;
        }
    }
    return touched;
}

static void no_badge_touches_a_plate(void **state) {
    (void)state;
    static const struct {
        int w, h, inches;
        Reach reach;
    } displays[] = {{1280, 720, 24, REACH_ALL},   {1920, 1080, 24, REACH_ALL},
                    {1080, 1920, 24, REACH_ALL},  {3840, 2160, 55, REACH_ALL},
                    {1920, 1080, 24, REACH_LEFT}, {1080, 1920, 24, REACH_RIGHT}};
    static const int percents[] = {80, 100, 125, 150, 200};
    int touched = 0;
    for (int lang = 0; lang < LANG_BUILT_IN; lang++) {
        for (size_t d = 0; d < sizeof displays / sizeof *displays; d++) {
            for (size_t p = 0; p < sizeof percents / sizeof *percents; p++) {
                char where[80];
                (void)snprintf(where, sizeof where, "%s %dx%d, %d %%, reach %d",
                               lang_code((Lang)lang), displays[d].w, displays[d].h, percents[p],
                               (int)displays[d].reach);
                stage_reset(stage, (Lang)lang);
                stage_display(stage, displays[d].w, displays[d].h, displays[d].inches);
                stage_look(stage, p % 2 ? THEME_DARK : THEME_LIGHT, percents[p]);
                stage_reach(stage, displays[d].reach);
                picture_harvest_full(stage);
                stage_layout(stage);
                // In low reach an upright display leaves the poster less than a hand: not all fit there.
                bool all = displays[d].reach == REACH_ALL || displays[d].w > displays[d].h;
                touched += badges_that_touch("rating", where, all);
            }
        }
    }
    assert_int_equal(touched, 0);
}

// -- a meeting ----------------------------------------------------------------------------------------
static void the_welcome_names_the_work(void **state) {
    (void)state;
    stage_meeting(stage, PART_EXPLORE);
    const Scene *scene = stage_shell(stage)->scene;
    int at = scene_find_programme(scene, session()->programme);
    assert_true(at >= 0);
    stage_shell(stage)->ops->go_place(stage_shell(stage)->app, session()->order[0], 0);
    assert_string_equal(said("welcome.programme", "label"), scene->programmes[at].title.in[0]);
    assert_non_null(strstr(said("welcome.minutes", "label"), "minuten"));
    assert_non_null(strstr(said("welcome.work", "label"), "bouwopga"));
    // Once it is chosen it stands there by its name.
    stage_work(stage, STEP_READ, 0);
    stage_shell(stage)->ops->go_place(stage_shell(stage)->app, session()->order[0], 0);
    assert_false(there("welcome.work"));
}

static void work_is_ahead_until_it_is_chosen(void **state) {
    (void)state;
    int after;
    assert_int_equal(shell_work_ahead(stage_shell(stage), &after), 0);
    stage_meeting(stage, PART_EXPLORE);
    stage_layout(stage);
    assert_true(shell_work_ahead(stage_shell(stage), &after) > 0);
    assert_int_equal(session_item(session(), session()->order[after])->kind, PART_CHOOSE);
    stage_work(stage, STEP_READ, 0);
    stage_layout(stage);
    assert_int_equal(shell_work_ahead(stage_shell(stage), &after), 0);
}

static void before_a_vote_how_comes_first(void **state) {
    (void)state;
    char next[16], primary[16];
    stage_work(stage, STEP_READ, 0);
    (void)str_copy(primary, sizeof primary, said("step.next", "bg"));
    picture_vote_step(stage, VOTE_SCALE);
    (void)str_copy(next, sizeof next, said("step.next", "bg"));
    assert_string_equal(said("step.next", "label"), "Deze peiling overslaan");
    assert_string_not_equal(next, primary);
    stage_meeting(stage, PART_CHOOSE);
    assert_string_equal(said("choose.first", "label"), "Kies eerst hoe jullie stemmen.");
    assert_false(there("step.next"));
}

static void a_sheet_dims_the_bar_too(void **state) {
    (void)state;
    picture_board(stage);
    assert_false(there("bar.scrim"));
    stage_tap(stage, "note.2");
    assert_true(there("note.sheet"));
    assert_true(there("bar.scrim"));
    stage_tap(stage, "note.close");
    assert_false(there("bar.scrim"));
}

// -- the poster ---------------------------------------------------------------------------------------
static void nearer_by_the_button_keeps_the_open_place_in_view(void **state) {
    (void)state;
    stage_show(stage, SCREEN_POSTER);
    stage_tap(stage, "zone.plan");
    for (int i = 0; i < 3; i++) {
        stage_tap(stage, "zoom.in");
        stage_layout(stage);
    }
    const Ui *ui = stage_shell(stage)->ui;
    Rect place = ui_rect_of(ui, "plate.plan"), sheet = ui_rect_of(ui, "block");
    assert_false(rect_empty(place));
    assert_true(place.x + place.w <= sheet.x);
}

static void the_way_into_a_meeting_stands_right_above_the_invitation(void **state) {
    (void)state;
    stage_look(stage, THEME_LIGHT, 200);
    stage_show(stage, SCREEN_POSTER);
    stage_layout(stage);
    const Ui *ui = stage_shell(stage)->ui;
    Rect ways = ui_rect_of(ui, "ways"), invitation = ui_rect_of(ui, "invitation");
    assert_false(rect_empty(ways) || rect_empty(invitation));
    int between = invitation.y - ways.y - ways.h;
    assert_in_range(between, 0, invitation.h);
}

// -- the reveal of the dots ---------------------------------------------------------------------------
static void the_bars_of_the_reveal_end_below_each_other(void **state) {
    (void)state;
    picture_choose_result(stage);
    char first[32];
    (void)snprintf(first, sizeof first, "%s", said("rank.0.text.2", "rect"));
    assert_true(first[0] == '[');
    for (int i = 1; i < 5; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "rank.%d.text.2", i);
        assert_string_equal(said(id, "rect"), first);  // its left edge
    }
}

static int set_up(void **state) {
    (void)state;
    stage_reset(stage, 0);
    stage_size(stage, 1920, 1080);
    return 0;
}

static int create(void **state) {
    (void)state;
    stage = stage_create();
    return 0;
}

static int destroy(void **state) {
    (void)state;
    stage_destroy(stage);
    return 0;
}

#define TAPS(test) cmocka_unit_test_setup(test, set_up)

int main(void) {
    const struct CMUnitTest tests[] = {
        TAPS(a_note_that_became_an_agreement_keeps_its_place),
        TAPS(nobody_does_an_agreement_until_somebody_says_so),
        TAPS(an_agreement_kept_as_it_was_is_no_change),
        TAPS(keeping_nothing_of_what_was_learned_opens_the_keyboard),
        TAPS(the_role_stays_with_who_writes_several),
        TAPS(upright_all_choices_of_a_note_are_in_view),
        TAPS(above_low_reach_stands_the_board),
        TAPS(the_next_writer_has_no_role_yet),
        TAPS(who_sits_down_at_paper_that_was_put_up_has_no_role_yet),
        TAPS(a_seat_that_was_left_has_no_role),
        TAPS(a_role_lights_some_places_and_says_how_many),
        TAPS(no_badge_touches_a_plate),
        TAPS(the_welcome_names_the_work),
        TAPS(work_is_ahead_until_it_is_chosen),
        TAPS(before_a_vote_how_comes_first),
        TAPS(a_sheet_dims_the_bar_too),
        TAPS(nearer_by_the_button_keeps_the_open_place_in_view),
        TAPS(the_way_into_a_meeting_stands_right_above_the_invitation),
        TAPS(the_bars_of_the_reveal_end_below_each_other),
    };
    return cmocka_run_group_tests(tests, create, destroy);
}

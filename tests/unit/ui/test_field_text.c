// What a field holds: a text of the record comes in whole, also before the field was ever built; what is
// written in it keeps to its limits; and a field whose lines found no memory stands still.
#include "ui/field.h"
#include "ui/ui_host.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
// cmocka wants the four above first
#include <cmocka.h>

enum { ACT_NOTE = 1, ACT_NAME };

#define SMILE "\xF0\x9F\x99\x82"

static Ui *ui;
static int64_t now;

static void build(void) {
    for (int i = 0; i < 5 && ui_wants_build(ui, now); i++) {
        ui_begin(ui, now);
        ui_open(ui, "page", (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .pad = SPACE_3});
        ui_field(ui, "note",
                 (UiField){.multiline = true,
                           .max_chars = 280,
                           .max_bytes = 2000,
                           .act = {.code = ACT_NOTE},
                           .w = MM(120)});
        ui_field(
            ui, "name",
            (UiField){.max_chars = 60, .max_bytes = 40, .act = {.code = ACT_NAME}, .w = MM(120)});
        ui_close(ui);
        ui_end(ui);
    }
}

static int start(void **unused) {
    (void)unused;
    UiHost host = {.fonts_dir = "fonts", .icons_dir = "assets/icons"};
    ErrInfo info = {0};
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || ui_create(&host, &ui, &info) != ERR_NONE) return -1;
    ui_set_display(ui, 1280, 720, 2.41f);
    now = 1000;
    return 0;
}

static int stop(void **unused) {
    (void)unused;
    ui_destroy(ui);
    SDL_Quit();
    return 0;
}

static void put_in(const char *text) {
    SDL_Event event = {0};
    event.type = SDL_TEXTINPUT;
    (void)str_copy(event.text.text, sizeof event.text.text, text);
    ui_feed(ui, &event, now);
    build();
}

static void long_note(char *out, size_t lines) {
    *out = '\0';
    for (size_t i = 0; i < lines; i++)
        (void)strcat(out, i ? "\nnog een regel van de notitie" : "nog een regel van de notitie");
}

static void what_the_record_holds_comes_in_whole(void **unused) {
    (void)unused;
    char text[2001];
    long_note(text, 40);  // more than may be written
    ui_field_set(ui, "note", text);
    assert_string_equal(ui_field_text(ui, "note"), text);
    build();
    assert_string_equal(ui_field_text(ui, "note"), text);
    ui_field_focus(ui, "note");
    put_in("x");
    assert_string_equal(ui_field_text(ui, "note"), text);
    ui_field_set(ui, "note", "kort");  // built, and again
    ui_field_set(ui, "note", text);
    build();
    assert_string_equal(ui_field_text(ui, "note"), text);
}

static void a_field_of_one_line_has_one(void **unused) {
    (void)unused;
    ui_field_set(ui, "name", "een\ntwee");
    build();
    assert_string_equal(ui_field_text(ui, "name"), "een twee");
    ui_field_set(ui, "name", "drie\nvier");
    assert_string_equal(ui_field_text(ui, "name"), "drie vier");
}

// Of signs of four bytes no more are taken than the record keeps, and the field says that it is full.
static void signs_of_many_bytes_keep_to_what_is_kept(void **unused) {
    (void)unused;
    build();
    ui_field_focus(ui, "name");
    build();
    for (int i = 0; i < 12; i++) put_in(SMILE);
    assert_int_equal(strlen(ui_field_text(ui, "name")), 40);
    const UiNode *count = ui_node_find(ui, ui_key("name.count"));
    assert_non_null(count);
    assert_string_equal(count->text, "10/10");
}

static void a_field_without_lines_stands_still(void **unused) {
    (void)unused;
    ui_field_set(ui, "note", "een\ntwee");
    build();
    ui_field_focus(ui, "note");
    build();
    FieldState *state = field_find(ui, ui_key("note"));
    assert_non_null(state);
    Paragraph *paragraph =
        field_paragraph(ui, state);  // one that is kept: the field finds it again
    int count = paragraph->line_count, line = 7;
    assert_int_equal(count, 2);
    paragraph->line_count = 0;
    assert_true(field_caret_x(ui, state, paragraph, 5, &line) == 0);
    assert_int_equal(line, 0);
    Rect at = ui_rect_of(ui, "note");
    assert_int_equal(field_offset_at(ui, state, (float)(at.x + 40), (float)(at.y + 40)), 0);
    (void)field_move(ui, state, TEXT_UP, false);
    (void)field_move(ui, state, TEXT_LINE_END, true);
    ui_touch(ui);
    build();
    paragraph->line_count = count;
    assert_string_equal(ui_field_text(ui, "note"), "een\ntwee");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(what_the_record_holds_comes_in_whole),
        TEST(a_field_of_one_line_has_one),
        TEST(signs_of_many_bytes_keep_to_what_is_kept),
        TEST(a_field_without_lines_stands_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

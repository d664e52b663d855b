// Who writes where: how many seats a display has, and which one a tap on a column opens.
#include "screens/board.h"
#include "ui/ui_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

static Ui *ui;
static BoardState state;
static Session session;
static Shell shell;

static void display(int w, int h, float px_per_mm, int percent) {
    ui_set_display(ui, w, h, px_per_mm);
    ui_set_text_percent(ui, percent);
    ui_begin(ui, 100000);
    ui_end(ui);
}

static int set_up(void **unused) {
    (void)unused;
    UiHost host = {
        .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
    if (ui_create(&host, &ui, NULL) != ERR_NONE) return -1;
    state = (BoardState){0};
    session_init(&session);
    shell = (Shell){.ui = ui, .session = &session};
    return 0;
}

static int tear_down(void **unused) {
    (void)unused;
    session_finish(&session);
    ui_destroy(ui);
    return 0;
}

static void as_many_as_the_display_has_room_for(void **unused) {
    (void)unused;
    static const struct {
        int w, h;
        float px_per_mm;
        int percent, seats;
    } rows[] = {
        {1920, 1080, 3.614f, 100, 2},                                // 24 inch
        {1920, 1080, 3.614f, 200, 2}, {1080, 1920, 3.614f, 100, 1},  // upright
        {1280, 720, 2.41f, 100, 2},                                  // the same display, coarser
        {3840, 2160, 3.154f, 100, 3},                              // 55 inch: thirds from the start
        {3840, 2160, 3.154f, 200, 3}, {1920, 1080, 6.9f, 200, 1},  // 12.5 inch
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        display(rows[i].w, rows[i].h, rows[i].px_per_mm, rows[i].percent);
        assert_int_equal(board_seats(&state, ui), rows[i].seats);
    }
}

static void write_in(int seat, int column, bool put) {
    state.writers[seat] =
        (BoardWriter){.open = true, .column = column, .put = put, .touched_ms = ui_now(ui)};
}

static void a_second_person_gets_the_other_half_and_a_third_a_third(void **unused) {
    (void)unused;
    display(1920, 1080, 3.614f, 100);
    assert_int_equal(board_writers(&state), 0);
    write_in(0, 0, false);
    ui_field_set(ui, board_seat_id(ui, 0, "text"), "half a thought");
    assert_int_equal(board_writers(&state), 1);
    assert_int_equal(board_seat_for(&state, &shell, 1), 1);
    write_in(1, 1, false);
    ui_field_set(ui, board_seat_id(ui, 1, "text"), "another");
    // Only a third person makes both of them narrower; for a fourth there is no place.
    assert_int_equal(board_seat_for(&state, &shell, 2), 2);
    write_in(2, 2, false);
    ui_field_set(ui, board_seat_id(ui, 2, "text"), "a third");
    assert_int_equal(board_seats(&state, ui), 3);
    assert_int_equal(board_seat_for(&state, &shell, 3), -1);
}

static void who_just_put_a_note_up_goes_along(void **unused) {
    (void)unused;
    display(1920, 1080, 3.614f, 100);
    write_in(0, 0, true);
    assert_int_equal(board_seat_for(&state, &shell, 1), 0);
    ui_field_set(ui, board_seat_id(ui, 0, "text"), "the next one");  // but not who writes on
    assert_int_equal(board_seat_for(&state, &shell, 1), 1);
    ui_field_set(ui, board_seat_id(ui, 0, "text"), "");
    state.writers[0].editing = 3;  // nor who changes a note
    assert_int_equal(board_seat_for(&state, &shell, 0), 1);
}

static void the_only_seat_takes_what_was_begun_along(void **unused) {
    (void)unused;
    display(1080, 1920, 3.614f, 100);
    write_in(0, 0, false);
    ui_field_set(ui, board_seat_id(ui, 0, "text"), "half a thought");
    assert_int_equal(board_seat_for(&state, &shell, 1), 0);
}

static void names_of_seats_are_stable(void **unused) {
    (void)unused;
    display(1920, 1080, 3.614f, 100);
    ui_begin(ui, 100000);
    assert_string_equal(board_seat_id(ui, 0, "text"), "note.text");
    assert_string_equal(board_seat_id(ui, 1, "text"), "writer.2.text");
    ui_end(ui);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(as_many_as_the_display_has_room_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_second_person_gets_the_other_half_and_a_third_a_third,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_just_put_a_note_up_goes_along, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_only_seat_takes_what_was_begun_along, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(names_of_seats_are_stable, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

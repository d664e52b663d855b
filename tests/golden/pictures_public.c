// Screens of a public place (the PIN, the facilitator's menu, what is said when nobody is there), and what
// several people do beside one another: voting in lanes, writing together, drawing.
#include "base/i18n.h"
#include "base/log.h"
#include "golden/pictures.h"

#include <SDL.h>

// -- the facilitator's menu in a public place -----------------------------------------------------------
static void public_place(Stage *s, ScreenId screen, bool unlocked) {
    Shell *shell = stage_shell(s);
    shell->prefs.kiosk = true;
    shell->prefs.can_shut_down = true;
    shell->prefs.sound = true;
    shell->prefs.volume = 70;
    shell->pin.set = true;
    shell->unlocked = unlocked;
    stage_show(s, screen);
}

// The second time, after two that were not the same.
void picture_pin_first(Stage *s) {
    public_place(s, SCREEN_SETTINGS, false);
    stage_shell(s)->pin.set = false;
    static const char *const taps[] = {"pin.2", "pin.5", "pin.8", "pin.0", "pin.enter",
                                       "pin.2", "pin.5", "pin.8", "pin.1", "pin.enter"};
    for (size_t i = 0; i < sizeof taps / sizeof *taps; i++) stage_tap(s, taps[i]);
}

void picture_pin(Stage *s) {
    public_place(s, SCREEN_SESSIONS, false);
    stage_shell(s)->pin.wrong = true;
    stage_shell(s)->pin.tries_left = 3;
    for (int i = 0; i < 6; i++) stage_tap(s, "pin.5");
}

void picture_pin_wait(Stage *s) {
    public_place(s, SCREEN_SESSIONS, false);
    stage_shell(s)->pin.wrong = true;
    stage_shell(s)->pin.wait_s = 45;
}

void picture_settings_public(Stage *s) {
    public_place(s, SCREEN_SETTINGS, true);
}

void picture_settings_end(Stage *s) {
    public_place(s, SCREEN_SETTINGS, true);
    stage_layout(s);
    for (int i = 0; i < 60 && rect_empty(ui_rect_of(stage_shell(s)->ui, "settings.exit")); i++)
        stage_key(s, SDLK_TAB, KMOD_NONE);
}

void picture_settings_pin(Stage *s) {
    picture_settings_end(s);
    stage_tap(s, "settings.pin");
}

void picture_messages(Stage *s) {
    static bool said;
    static const char *const lines[] = {
        "the facilitator's menu: a wrong PIN, 1 in a row",
        "/etc/praatplaat/settings.json:4:13: \"volume\" should be a number from 0 to 100",
        ("/var/lib/praatplaat/sessions/2026-11-23-houten-7f3k: the disk is full: remove something "
         "from it, or save in another folder")};
    for (int i = 0; i < 3 && !said; i++)
        log_remember(stage_shell(s)->utc_ms - 3600000 * (3 - i), lines[i]);
    said = true;
    public_place(s, SCREEN_MESSAGES, true);
}

// -- meetings -------------------------------------------------------------------------------------------
static void with_meetings(Stage *s) {
    static SessionBrief briefs[5];
    int64_t now = stage_shell(s)->utc_ms, day = (int64_t)24 * 3600 * 1000;
    briefs[0] = (SessionBrief){.id = "2026-11-22-houten-7f3k",
                               .place = "Houten",
                               .group = "Team Zuid",
                               .programme = "kort",
                               .delete_by = "2027-11-22",
                               .previous = "2026-09-14-houten-2b8c",
                               .state = SESSION_PAUSED,
                               .created_ms = now - day,
                               .notes = 12,
                               .votes = 24,
                               .agreements = 1,
                               .people = 8};
    briefs[1] = briefs[0];
    briefs[1].id = "2026-09-14-houten-2b8c";
    briefs[1].previous = "";
    briefs[1].state = SESSION_CLOSED;
    briefs[1].created_ms = now - 70 * day;
    briefs[2] = briefs[1];
    briefs[2].id = "2025-10-02-culemborg-9k1d";
    briefs[2].place = "Culemborg";
    briefs[2].group = "Wijkteam, huisartsen en de politie van de Betuwe";
    briefs[2].delete_by = "2026-10-02";
    briefs[2].created_ms = now - 417 * day;
    briefs[2].expired = true;
    briefs[2].notes = 1;
    briefs[3] = briefs[1];
    briefs[3].id = "2026-08-31-tiel-4h7m";
    briefs[3].place = "Tiel";
    briefs[3].created_ms = now - 84 * day;
    briefs[3].imported = briefs[3].incomplete = true;
    briefs[4] = (SessionBrief){.id = "2026-08-01-onbekend-1x2y",
                               .place = "",
                               .group = "",
                               .programme = "",
                               .delete_by = "",
                               .previous = "",
                               .damaged = true};
    stage_shell(s)->briefs = briefs;
    stage_shell(s)->brief_count = 5;
}

void picture_sessions_list(Stage *s) {
    with_meetings(s);
    public_place(s, SCREEN_SESSIONS, true);
}

void picture_session_delete(Stage *s) {
    picture_sessions_list(s);
    stage_tap(s, "session.delete.2026-11-22-houten-7f3k");
}

// -- when nobody is there, and when something is missing -------------------------------------------------
void picture_trouble(Stage *s) {
    public_place(s, SCREEN_TROUBLE, false);
    stage_shell(s)->trouble = TROUBLE_SCENE;
}

void picture_idle(Stage *s) {
    stage_tap(s, "zone.driehoek");
    stage_idle(s, 24);
}

// -- for everybody ----------------------------------------------------------------------------------------
void picture_text_sheet_sound(Stage *s) {
    Shell *shell = stage_shell(s);
    shell->can_read_aloud = true;
    shell->prefs.speech_percent = 100;
    shell->prefs.volume = 70;
    stage_tap(s, "text.open");
}

void picture_simple(Stage *s) {
    stage_shell(s)->simple = true;
    stage_tap(s, "zone.bedoeling");
    stage_tap(s, "block.simple.next");
}

void picture_low(Stage *s) {
    stage_reach(s, REACH_RIGHT);
    stage_tap(s, "zone.driehoek");
}

void picture_low_left(Stage *s) {
    stage_reach(s, REACH_LEFT);
    picture_board(s);
}

// -- several people at once -------------------------------------------------------------------------------
static void taps(Stage *s, int lane, const char *const *ids, int count) {
    char id[64];
    for (int i = 0; i < count; i++) {
        (void)SDL_snprintf(id, sizeof id, "lane.%d.%s", lane, ids[i]);
        stage_tap(s, id);
    }
}

// One is done, one chooses, one is asked for a role, and a lane is free. On a narrow display the first
// two lanes stand there: one of each kind that matters.
static void lanes_of(Stage *s, VoteKind kind, const char *answer, const char *other) {
    picture_vote_step(s, kind);
    stage_tap(s, "method.together");
    taps(s, 2, (const char *const[]){"open"}, 1);
    taps(s, 1, (const char *const[]){"open", "role.sociaal", other, "confirm"}, 4);
    taps(s, 0, (const char *const[]){"open", "role.inwoner", answer}, 3);
}

void picture_lanes_scale(Stage *s) {
    lanes_of(s, VOTE_SCALE, "answer.4", "answer.2");
}
void picture_lanes_fist(Stage *s) {
    lanes_of(s, VOTE_FIST, "answer.3", "answer.5");
}
void picture_lanes_choice(Stage *s) {
    lanes_of(s, VOTE_CHOICE, "answer.1", "answer.0");
}
void picture_lanes_dots(Stage *s) {
    lanes_of(s, VOTE_DOTS, "dot.1.more", "dot.0.more");
}

// Nobody touched them for a minute.
void picture_lanes_asks(Stage *s) {
    picture_vote_step(s, VOTE_SCALE);
    stage_tap(s, "method.together");
    taps(s, 1, (const char *const[]){"open"}, 1);
    taps(s, 0, (const char *const[]){"open", "role.inwoner", "answer.4"}, 3);
    stage_wait(s, 60500);
}

void picture_write_together(Stage *s) {
    picture_board(s);
    stage_tap(s, "note.new.0");
    stage_tap(s, "writer.2.join");
    static const char *const keys[] = {"key.s", "key.2.d", "key.a", "key.2.e", "key.m", "key.2.l"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) stage_tap(s, keys[i]);
}

void picture_draw_note(Stage *s) {
    static const float house[][2] = {{.3f, .8f}, {.3f, .4f}, {.4f, .2f}, {.5f, .4f}, {.5f, .8f}},
                       ground[][2] = {{.2f, .82f}, {.5f, .8f}, {.8f, .82f}};
    picture_board(s);
    stage_tap(s, "note.new.0");
    stage_tap(s, "note.draw");
    stage_stroke(s, "note.sheet", house, 5);
    stage_tap(s, "note.thick");
    stage_stroke(s, "note.sheet", ground, 3);
}

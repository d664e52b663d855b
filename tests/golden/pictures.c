// Every screen and state that is worth a look: how the stage gets there.
#include "golden/pictures.h"

#include <SDL.h>

// -- the poster and preparing -------------------------------------------------------------------------
static void start(Stage *s) {
    (void)s;
}
static void block(Stage *s) {
    stage_tap(s, "zone.driehoek");
}
static void new_session(Stage *s) {
    stage_tap(s, "session.new");
}

static void typing(Stage *s) {
    new_session(s);
    stage_tap(s, "place");
    stage_tap(s, "key.h");
    stage_tap(s, "key.o");
}

static void text_sheet(Stage *s) {
    stage_tap(s, "text.open");
}
static void help_sheet(Stage *s) {
    stage_tap(s, "help.open");
}
static void languages(Stage *s) {
    stage_languages(s);
}
static void sessions(Stage *s) {
    stage_show(s, SCREEN_SESSIONS);
}
static void settings(Stage *s) {
    stage_show(s, SCREEN_SETTINGS);
}

// -- a meeting ------------------------------------------------------------------------------------------
static void welcome(Stage *s) {
    stage_meeting(s, PART_WELCOME);
}
static void explore(Stage *s) {
    stage_meeting(s, PART_EXPLORE);
}
static void followup(Stage *s) {
    stage_meeting(s, PART_FOLLOWUP);
}
static void choose(Stage *s) {
    stage_meeting(s, PART_CHOOSE);
}

static void drawer(Stage *s) {
    welcome(s);
    stage_tap(s, "drawer.open");
}

static void not_saved(Stage *s) {
    welcome(s);
    stage_shell(s)->save = SAVE_FAILED;
    stage_shell(s)->save_reason =
        _("The disk is full. Remove something from it, or save in another folder.");
    stage_tap(s, "saved");
}

static void next_person(Stage *s) {
    choose(s);
    stage_tap(s, "method.ballots");
}

static void choose_ballot(Stage *s) {
    next_person(s);
    stage_tap(s, "ballot.next");
    stage_tap(s, "role.inwoner");
    stage_tap(s, "zone.driehoek");
    stage_tap(s, "zone.team");
}

void picture_choose_result(Stage *s) {
    for (int i = 0; i < 2; i++) {
        if (i == 0) next_person(s);
        stage_tap(s, "ballot.next");
        stage_tap(s, i ? "role.werk" : "role.inwoner");
        stage_tap(s, "zone.driehoek");
        stage_tap(s, i ? "zone.kennis" : "zone.team");
        stage_tap(s, "ballot.confirm");
    }
    stage_tap(s, "round.reveal");
    stage_tap(s, "reveal.yes");
}

static void choose_pick(Stage *s) {
    picture_choose_result(s);
    stage_tap(s, "step.next");
}

// -- steps ------------------------------------------------------------------------------------------------
static void read_step(Stage *s) {
    stage_work(s, STEP_READ, 0);
}
static void think_step(Stage *s) {
    stage_work(s, STEP_THINK, 0);
}
static void talk_step(Stage *s) {
    stage_work(s, STEP_TALK, 0);
}

void picture_board(Stage *s) {
    static const char *const notes[] = {
        "Samen aan één tafel beginnen", "Een vast gezicht voor de inwoner",
        "Wie belt er na afloop?", "We kennen elkaars werk nog te weinig",
        "Eén plan, ook op papier"};
    stage_work(s, STEP_WRITE, 0);
    for (int i = 0; i < 5; i++)
        stage_send(s, (Event){.type = EV_NOTE_ADD,
                              .note = i + 1,
                              .board = 1,
                              .column = i % 2,
                              .role = i - 1,
                              .text = notes[i]});
    const int32_t pile[] = {1, 3};
    stage_send(s, (Event){.type = EV_CLUSTER_ADD,
                          .cluster = 1,
                          .board = 1,
                          .column = 0,
                          .text = "Beginnen",
                          .list = pile,
                          .list_count = 2});
}

static void drawer_undo(Stage *s) {
    picture_board(s);
    stage_tap(s, "drawer.open");
}

static void write_note(Stage *s) {
    picture_board(s);
    stage_tap(s, "note.new.0");
}

static void note_sheet(Stage *s) {
    picture_board(s);
    stage_tap(s, "note.2");
}

void picture_vote_step(Stage *s, VoteKind kind) {
    stage_work(s, STEP_VOTE, (int)kind);
}
static void vote_method(Stage *s) {
    picture_vote_step(s, VOTE_SCALE);
}

static void ballot_of(Stage *s, VoteKind kind, const char *answer) {
    picture_vote_step(s, kind);
    stage_tap(s, "method.ballots");
    stage_tap(s, "ballot.next");
    stage_tap(s, "role.sociaal");
    stage_tap(s, answer);
}

static void scale_ballot(Stage *s) {
    ballot_of(s, VOTE_SCALE, "vote.scale.4");
}
static void fist_ballot(Stage *s) {
    ballot_of(s, VOTE_FIST, "vote.fist.3");
}
static void choice_ballot(Stage *s) {
    ballot_of(s, VOTE_CHOICE, "vote.choice.1");
}
static void dots_ballot(Stage *s) {
    ballot_of(s, VOTE_DOTS, "dot.option.1.more");
}

static void vote_stop(Stage *s) {
    ballot_of(s, VOTE_SCALE, "vote.scale.4");
    stage_tap(s, "ballot.confirm");
    stage_tap(s, "round.cancel");
}

static void vote_early(Stage *s) {
    ballot_of(s, VOTE_SCALE, "vote.scale.4");
    stage_tap(s, "ballot.confirm");
    stage_tap(s, "round.reveal");
}

static void vote_withdraw(Stage *s) {
    ballot_of(s, VOTE_SCALE, "vote.scale.4");
    stage_tap(s, "ballot.confirm");
    stage_tap(s, "ballot.withdraw");
}

static void hands(Stage *s) {
    picture_vote_step(s, VOTE_CHOICE);
    stage_tap(s, "method.hands");
    stage_tap(s, "hands.0.more");
    stage_tap(s, "hands.1.more");
}

static void scale_result(Stage *s) {
    static const int32_t votes[] = {2, 2, 4, 4, 5, 3, 4, 1, 2};
    picture_vote_step(s, VOTE_SCALE);
    stage_tap(s, "method.ballots");
    for (int i = 0; i < 9; i++)
        stage_send(s, (Event){.type = EV_BALLOT_CAST,
                              .round = 1,
                              .ballot = (uint32_t)(100 + i),
                              .role = i / 3,
                              .list = &votes[i],
                              .list_count = 1});
    stage_tap(s, "round.reveal");
    stage_tap(s, "reveal.yes");
}

static void fist_result(Stage *s) {
    picture_vote_step(s, VOTE_FIST);
    stage_tap(s, "method.hands");
    for (int i = 0; i < 4; i++) stage_tap(s, "hands.4.more");
    stage_tap(s, "hands.2.more");
    stage_tap(s, "hands.3.more");
    stage_tap(s, "hands.5.more");
    stage_tap(s, "round.reveal");
}

static void agree_step(Stage *s) {
    stage_work(s, STEP_AGREE, 0);
    stage_send(s, (Event){.type = EV_AGREEMENT_ADD,
                          .agreement = 1,
                          .text = "plant het eerste driehoeksgesprek",
                          .role = 2,
                          .who = "",
                          .date = "2026-12-07",
                          .item = stage_shell(s)->session->item,
                          .previous = ""});
    stage_send(s, (Event){.type = EV_AGREEMENT_ADD,
                          .agreement = 2,
                          .text = "maakt een lijst met namen en nummers",
                          .role = -1,
                          .who = "Het wijkteam",
                          .date = "",
                          .item = stage_shell(s)->session->item,
                          .previous = ""});
}

static void new_agreement(Stage *s) {
    agree_step(s);
    stage_tap(s, "agreement.new");
}

// Down to its last row.
static void calendar(Stage *s) {
    new_agreement(s);
    stage_layout(s);
    for (int i = 0; i < 90 && rect_empty(ui_rect_of(stage_shell(s)->ui, "date.2026-11-30")); i++)
        stage_key(s, SDLK_TAB, KMOD_NONE);
}

// -- the end --------------------------------------------------------------------------------------------------
static void harvest(Stage *s) {
    stage_meeting(s, PART_HARVEST);
    stage_send(s, (Event){.type = EV_AGREEMENT_ADD,
                          .agreement = 1,
                          .text = "plant het eerste driehoeksgesprek",
                          .role = 2,
                          .who = "",
                          .date = "2026-12-07",
                          .item = stage_shell(s)->session->item,
                          .previous = ""});
}

static void confidence(Stage *s) {
    stage_meeting(s, PART_CONFIDENCE);
}
static void close_part(Stage *s) {
    stage_meeting(s, PART_CLOSE);
}

// -- other looks ------------------------------------------------------------------------------------------------
static void dark(Stage *s) {
    stage_look(s, THEME_DARK, 100), scale_result(s);
}
static void contrast(Stage *s) {
    stage_look(s, THEME_CONTRAST, 100), picture_board(s);
}
static void large(Stage *s) {
    stage_look(s, THEME_LIGHT, 200), scale_ballot(s);
}
static void small(Stage *s) {
    stage_look(s, THEME_LIGHT, 80), block(s);
}

const Picture stage_pictures[] = {{"start", start},
                                  {"block", block},
                                  {"new-session", new_session},
                                  {"typing", typing},
                                  {"text-sheet", text_sheet},
                                  {"help", help_sheet},
                                  {"languages", languages},
                                  {"sessions", sessions},
                                  {"settings", settings},
                                  {"welcome", welcome},
                                  {"explore", explore},
                                  {"followup", followup},
                                  {"drawer", drawer},
                                  {"not-saved", not_saved},
                                  {"choose", choose},
                                  {"next-person", next_person},
                                  {"choose-ballot", choose_ballot},
                                  {"choose-result", picture_choose_result},
                                  {"choose-pick", choose_pick},
                                  {"read", read_step},
                                  {"think", think_step},
                                  {"talk", talk_step},
                                  {"board", picture_board},
                                  {"drawer-undo", drawer_undo},
                                  {"write-note", write_note},
                                  {"note-sheet", note_sheet},
                                  {"vote-method", vote_method},
                                  {"ballot-scale", scale_ballot},
                                  {"ballot-fist", fist_ballot},
                                  {"ballot-choice", choice_ballot},
                                  {"ballot-dots", dots_ballot},
                                  {"vote-stop", vote_stop},
                                  {"vote-early", vote_early},
                                  {"vote-withdraw", vote_withdraw},
                                  {"hands", hands},
                                  {"result-scale", scale_result},
                                  {"result-fist", fist_result},
                                  {"agree", agree_step},
                                  {"new-agreement", new_agreement},
                                  {"calendar", calendar},
                                  {"harvest", harvest},
                                  {"confidence", confidence},
                                  {"close", close_part},
                                  {"dark", dark},
                                  {"contrast", contrast},
                                  {"large", large},
                                  {"small", small},
#define ROW(name_, set_) {name_, picture_##set_},
                                  PUBLIC_PICTURES(ROW) OUTCOME_PICTURES(ROW)
#undef ROW
};

const int stage_picture_count = (int)(sizeof stage_pictures / sizeof *stage_pictures);

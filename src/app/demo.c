// The demo: a whole meeting, played by looking at what stands on the screen and doing what a group
// would do there. Which pictures it leaves follows from the first time a kind of page is seen.
#include "app/demo.h"

#include "app/demo_player.h"
#include "base/clock.h"
#include "base/log.h"
#include "storage/data_dir.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEMO_BALLOTS = 3, DEMO_NOTES = 4, LIMIT_MS = 120 * 1000, SEEN_MAX = 64 };

typedef enum { ACT_EXPLORE, ACT_PREPARE, ACT_MEET, ACT_LEAVE } DemoAct;

struct Demo {
    Player player;
    DemoAct act;
    int64_t start_ms, moved_ms;  // moved: when it last came to a new page
    int work[2];                 // the two assignments it works on: indices in the scene
    int item, step;              // the place it did its things in
    int done;                    // things done there
    char seen[SEEN_MAX][48];     // pages that have a picture
    int seen_count;
};

Err demo_data_dir(const Options *options, Str *out, ErrInfo *info) {
    const char *dir = options->out_dir ? options->out_dir : "praatplaat-demo";
    str_append(out, dir);
    if (!str_ok(out)) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    return ERR_NONE;
}

// Two assignments whose votes are of different kinds, a choice and a scale, so that with the dots on
// the poster and the fist at the end every kind is played. The first of their block, as that is
// what the dots propose.
static int find_work(const Scene *scene, VoteKind kind, int not_block) {
    int fewest = -1;
    for (int b = 0; b < scene->block_count; b++) {
        int ids[SCENE_ASSIGNMENTS_MAX];
        if (b == not_block || scene_block_assignments(scene, b, ids, SCENE_ASSIGNMENTS_MAX) == 0)
            continue;
        const SceneAssignment *a = &scene->assignments[ids[0]];
        for (int s = 0; s < a->step_count; s++) {
            if (a->steps[s].kind != STEP_VOTE || a->steps[s].vote != kind) continue;
            if (fewest < 0 || a->step_count < scene->assignments[fewest].step_count)
                fewest = ids[0];
        }
    }
    return fewest;
}

Err demo_open(App *app, Demo **out, ErrInfo *info) {
    *out = NULL;
    Demo *demo = calloc(1, sizeof *demo);
    if (!demo) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    (void)str_copy(demo->player.dir, sizeof demo->player.dir, app->data_dir);
    demo->work[0] = find_work(app->scene, VOTE_CHOICE, -1);
    demo->work[1] =
        find_work(app->scene, VOTE_SCALE,
                  demo->work[0] >= 0 ? app->scene->assignments[demo->work[0]].block : -1);
    if (demo->work[0] < 0) demo->work[0] = 0;
    if (demo->work[1] < 0) demo->work[1] = app->scene->assignment_count - 1;
    demo->start_ms = demo->moved_ms = demo->player.since_ms = clock_monotonic_ms();
    player_wait(&demo->player, 900);
    *out = demo;
    return ERR_NONE;
}

void demo_close(Demo *demo) {
    free(demo);
}

int64_t demo_deadline(const Demo *demo) {
    return demo->player.due_ms;
}

// -- words ----------------------------------------------------------------------------------------
// One picture for each kind of page.
static void picture(Demo *demo, const char *name) {
    for (int i = 0; i < demo->seen_count; i++) {
        if (strcmp(demo->seen[i], name) == 0) return;
    }
    if (demo->seen_count == SEEN_MAX) return;
    (void)str_copy(demo->seen[demo->seen_count++], sizeof demo->seen[0], name);
    demo->moved_ms = clock_monotonic_ms();
    player_wait(&demo->player, 270);  // motion has ended
    player_shot(&demo->player, name);
}

// pattern: an id with one %s, where the part goes.
static void tap_made(Demo *demo, const char *pattern, const char *part) {
    char id[DO_TEXT_MAX];
    const char *hole = strstr(pattern, "%s");
    assert(hole);
    (void)snprintf(id, sizeof id, "%.*s%s%s", (int)(hole - pattern), pattern, part, hole + 2);
    player_tap(&demo->player, id);
}

static void tap_number(Demo *demo, const char *pattern, int number) {
    char text[16];
    (void)snprintf(text, sizeof text, "%d", number);
    tap_made(demo, pattern, text);
}

static bool there(const App *app, const char *id) {
    return !rect_empty(ui_rect_of(app->ui, id));
}

static void next(Demo *demo) {
    demo->done = 0;
    player_tap(&demo->player, "step.next");
}

// -- exploring and preparing -------------------------------------------------------------------------
static void explore(App *app, Demo *demo) {
    Player *p = &demo->player;
    const Scene *scene = app->scene;
    int first = scene->block_count / 3;
    picture(demo, "praatplaat");
    tap_made(demo, "zone.%s", scene->blocks[first].id);
    player_wait(p, 350);
    picture(demo, "bouwsteen");
    player_tap(p, "block.next");
    player_wait(p, 350);
    player_tap(p, "block.close");
    player_pinch(p, "poster");
    player_wait(p, 900);
    picture(demo, "ingezoomd");
    player_tap(p, "zoom.reset");
    player_wait(p, 160);
    player_tap(p, "session.new");
    demo->act = ACT_PREPARE;
}

static int longest_programme(const Scene *scene) {
    int best = 0, most = 0;
    for (int i = 0; i < scene->programme_count; i++) {
        for (int p = 0; p < scene->programmes[i].part_count; p++) {
            int take = scene->programmes[i].parts[p].take;
            if (take > most) most = take, best = i;
        }
    }
    return best;
}

static void prepare(App *app, Demo *demo) {
    Player *p = &demo->player;
    player_wait(p, 160);
    player_tap(p, "place");
    player_wait(p, 160);
    player_type(p, "Houten");
    picture(demo, "toetsenbord");
    player_tap(p, "key.hide");
    player_wait(p, 160);
    tap_made(demo, "people.%s.more", app->scene->roles[0].id);
    tap_made(demo, "programme.%s", app->scene->programmes[longest_programme(app->scene)].id);
    picture(demo, "nieuwe-bijeenkomst");
    player_tap(p, "step.next");
    demo->act = ACT_MEET;
}

// -- a round -----------------------------------------------------------------------------------------
static void answer(App *app, Demo *demo, const Round *round) {
    int nth = round->ballot_count;
    switch (round->kind) {
    case VOTE_SCALE: tap_number(demo, "vote.scale.%s", nth == 0 ? 2 : nth == 1 ? 4 : 5); break;
    case VOTE_FIST: tap_number(demo, "vote.fist.%s", nth == 1 ? 2 : 4); break;
    case VOTE_CHOICE: tap_number(demo, "vote.choice.%s", nth % round->option_count); break;
    case VOTE_DOTS:
        for (int i = 0; i < round->dots; i++) {
            int work = demo->work[(i + nth) % 2];
            const char *block = app->scene->blocks[app->scene->assignments[work].block].id;
            if (app->screen == SCREEN_CHOOSE && i < 4)
                tap_made(demo, "zone.%s", block);
            else if (app->screen == SCREEN_CHOOSE)
                tap_made(demo, "zone.%s", app->scene->blocks[0].id);
            else
                tap_number(demo, "dot.option.%s.more", i % round->option_count);
        }
        break;
    case VOTE_KIND_COUNT: break;
    }
}

static const char *const vote_names[VOTE_KIND_COUNT] = {"schaal", "keuze", "stippen", "vuist"};

static void picture_of(Demo *demo, const char *what, VoteKind kind) {
    char name[48];
    (void)snprintf(name, sizeof name, "%s-%s", what, vote_names[kind]);
    picture(demo, name);
}

static void cast(App *app, Demo *demo, const Round *round) {
    const Session *s = &app->session;
    picture(demo, "de-volgende");
    player_tap(&demo->player, "ballot.next");
    player_wait(&demo->player, 40);
    int role = round->ballot_count % (s->role_count > 0 ? s->role_count : 1);
    if (s->role_count > 0) tap_made(demo, "role.%s", s->role_ids[role]);
    answer(app, demo, round);
    if (round->ballot_count == 0) picture_of(demo, "stembriefje", round->kind);
    player_tap(&demo->player, "ballot.confirm");
    player_wait(&demo->player, 60);
}

// A choice is counted by hand, everything else goes by ballots: both ways are played.
static void vote(App *app, Demo *demo) {
    Player *p = &demo->player;
    const Round *round = session_round_at(&app->session, app->session.item, app->session.step);
    if (!round) {
        picture(demo, "hoe-stemmen-we");
        const SceneStep *step = shell_step(&app->shell);
        player_tap(p, step && step->vote == VOTE_CHOICE ? "method.hands" : "method.ballots");
        player_wait(p, 90);
    } else if (round->state == ROUND_OPEN && round->method == METHOD_HANDS) {
        for (int i = 0; i < 6; i++) tap_number(demo, "hands.%s.more", i % 3 == 2 ? 1 : 0);
        picture(demo, "handen-tellen");
        player_tap(p, "round.reveal");
        player_wait(p, 160);
    } else if (round->state == ROUND_OPEN && round->ballot_count < DEMO_BALLOTS) {
        cast(app, demo, round);
    } else if (round->state == ROUND_OPEN) {
        // With fewer ballots than people it asks.
        player_tap(p, there(app, "reveal.yes") ? "reveal.yes" : "round.reveal");
        player_wait(p, 600);
    } else {
        picture_of(demo, "uitslag", round->kind);
        next(demo);
    }
}

static void choose(App *app, Demo *demo) {
    if (strcmp(app->screen_class->name(app->screen_state, &app->shell), "choose") != 0 ||
        there(app, "method.ballots")) {
        vote(app, demo);
        return;
    }
    // The dots proposed as many as the programme takes: what was not meant goes off the list.
    for (int a = 0; a < app->scene->assignment_count; a++) {
        char id[DO_TEXT_MAX];
        (void)snprintf(id, sizeof id, "pick.%s.remove", app->scene->assignments[a].id);
        if (a != demo->work[0] && a != demo->work[1] && there(app, id))
            player_tap(&demo->player, id);
    }
    picture(demo, "bouwopgaven-kiezen");
    next(demo);
}

// -- steps -----------------------------------------------------------------------------------------
static void board(App *app, Demo *demo) {
    static const char *const notes[DEMO_NOTES] = {"samen aan tafel", "vaste contactpersoon",
                                                  "eerder bellen", "wat kan wel?"};
    Player *p = &demo->player;
    const Board *b = session_board_at(&app->session, app->session.item, app->session.step);
    if (demo->done++ == 0 && b) {
        player_tap(p, "note.new.0");
        player_wait(p, 160);
        for (int i = 0; i < DEMO_NOTES / 2; i++) {
            if (i < app->session.role_count)
                tap_made(demo, "note.role.%s", app->session.role_ids[i]);
            player_type(p, notes[i + 2 * (app->session.note_count > 0)]);
            if (i == 0) picture(demo, "briefje-schrijven");
            player_tap(p, "note.put");
            player_wait(p, 150);
        }
        player_tap(p, "note.done");
        player_wait(p, 120);
        return;
    }
    if (demo->done == 2 && b && b->column_count > 1 && app->session.note_count > 0) {
        char from[DO_TEXT_MAX];
        (void)snprintf(from, sizeof from, "note.%d", app->session.note_count);
        player_drag(p, from, "column.1");
        player_wait(p, 160);
        return;
    }
    picture(demo, "bord");
    next(demo);
}

static void agree(App *app, Demo *demo) {
    Player *p = &demo->player;
    if (demo->done++ == 0) {
        player_tap(p, "agreement.new");
        player_wait(p, 160);
        if (!ui_field_focused(app->ui)) player_tap(p, "agreement.what");
        player_wait(p, 120);
        player_type(p, app->session.agreement_count ? "wekelijks overleg"
                                                    : "samen de eerste stap zetten");
        player_tap(p, "key.hide");
        player_wait(p, 90);
        if (app->session.role_count > 1)
            tap_made(demo, "agreement.role.%s",
                     app->session.role_ids[1 + app->session.agreement_count %
                                                   (app->session.role_count - 1)]);
        player_tap(p, "date.quick.1");
        picture(demo, "afspraak-maken");
        player_tap(p, "agreement.put");
        player_wait(p, 120);
        return;
    }
    picture(demo, "afspraken");
    next(demo);
}

static void meet(App *app, Demo *demo) {
    Player *p = &demo->player;
    if (!app->record) {
        demo->act = ACT_LEAVE;
        player_wait(p, 160);
        return;
    }
    if (demo->item != app->session.item || demo->step != app->session.step) {
        demo->item = app->session.item;
        demo->step = app->session.step;
        demo->done = 0;
        player_wait(p, 60);
        return;
    }
    switch (app->screen) {
    case SCREEN_WELCOME:
        picture(demo, "welkom");
        next(demo);
        break;
    case SCREEN_POSTER:
        picture(demo, "verkennen");
        next(demo);
        break;
    case SCREEN_CHOOSE: choose(app, demo); break;
    case SCREEN_READ:
        picture(demo, "lees");
        next(demo);
        break;
    case SCREEN_THINK:
        picture(demo, "denk");
        next(demo);
        break;
    case SCREEN_TALK:
        picture(demo, "gesprek");
        next(demo);
        break;
    case SCREEN_BOARD: board(app, demo); break;
    case SCREEN_VOTE: vote(app, demo); break;
    case SCREEN_AGREE: agree(app, demo); break;
    case SCREEN_HARVEST:
        if (demo->done++ == 0)
            player_tap(p, "drawer.open"), player_wait(p, 300), picture(demo, "begeleider"),
                player_tap(p, "drawer.close");
        else
            picture(demo, "oogst"), next(demo);
        break;
    case SCREEN_CLOSE:
        picture(demo, "afsluiten");
        next(demo);
        break;
    case SCREEN_FOLLOWUP:
    case SCREEN_NEW_SESSION:
    case SCREEN_SESSIONS:
    case SCREEN_SETTINGS:
    case SCREEN_RESULTS:
    case SCREEN_MESSAGES:
    case SCREEN_TROUBLE:
    case SCREEN_COUNT: next(demo); break;
    }
}

static void leave(App *app, Demo *demo) {
    (void)printf(
        "The demo meeting took %d seconds. %d pictures and the meeting's folder are in %s\n",
        (int)((clock_monotonic_ms() - demo->start_ms) / 1000), demo->player.shots,
        demo->player.dir);
    app->quit = true;
}

void demo_due(App *app, int64_t now) {
    Demo *demo = app->demo;
    if (demo->player.failed || now - demo->moved_ms > LIMIT_MS) {
        player_give_up(app, &demo->player);
        log_line("the demo did not get on at %s (%s): report this",
                 app->screen_class->name(app->screen_state, &app->shell),
                 demo->player.failed ? demo->player.failure : "no new page in two minutes");
        app->exit_status = 1;
        app->quit = true;
        return;
    }
    if (now < demo->player.due_ms) return;
    if (!player_idle(&demo->player)) {
        player_move(app, &demo->player, now);
        return;
    }
    switch (demo->act) {
    case ACT_EXPLORE: explore(app, demo); break;
    case ACT_PREPARE: prepare(app, demo); break;
    case ACT_MEET: meet(app, demo); break;
    case ACT_LEAVE: leave(app, demo); break;
    }
    if (demo->player.due_ms < now) demo->player.due_ms = now;
}

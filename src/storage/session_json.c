// session.json, part by part. Invariants: of an open or cancelled vote nothing is told but how many
// ballots there are; what was removed is not there; the same session gives the same bytes.
#include "storage/session_json.h"

#include "base/ink.h"
#include "model/tally.h"
#include "storage/json_write.h"

#include <stdlib.h>

static const char *role_id(const Session *session, int role) {
    return role >= 0 && role < session->role_count ? session->role_ids[role] : NULL;
}

static const char *mark_word(NoteMark mark) {
    switch (mark) {
    case MARK_NONE: return NULL;
    case MARK_STOOD_OUT: return "stood-out";
    case MARK_OPEN_QUESTION: return "open-question";
    }
    return NULL;
}

static int vote_count(const Session *session) {
    int count = 0;
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (!round->present || round->state == ROUND_CANCELLED) continue;
        count += round->ballot_count;
        if (round->method != METHOD_HANDS || round->state != ROUND_REVEALED) continue;
        for (int role = 0; role <= SCENE_ROLES_MAX; role++)
            for (int option = 0; option < round->option_count; option++)
                count += round->hands[role][option];
    }
    return count;
}

SessionCounts session_counts(const Session *session) {
    SessionCounts counts = {.votes = vote_count(session)};
    for (int i = 0; i < session->note_count; i++)
        counts.notes += session->notes[i].present && !session->notes[i].removed;
    for (int i = 0; i < session->agreement_count; i++)
        counts.agreements += session->agreements[i].present && !session->agreements[i].removed;
    return counts;
}

static void write_counts(JsonWriter *json, const Session *session) {
    SessionCounts counts = session_counts(session);
    json_begin_inline(json, "counts", '{');
    json_int(json, "people", session_people(session));
    json_int(json, "notes", counts.notes);
    json_int(json, "votes", counts.votes);
    json_int(json, "agreements", counts.agreements);
    json_end(json, '}');
}

static void write_head(JsonWriter *json, const Session *session) {
    json_text(json, "format", SESSION_JSON_FORMAT);
    json_int(json, "version", SESSION_JSON_VERSION);
    json_int(json, "last_seq", (int64_t)session->last_seq);
    json_text(json, "id", session->id);
    json_text(json, "state", session_state_word(session->state));
    json_bool(json, "incomplete", session->incomplete);
    json_time(json, "created", session->created_ms);
    json_time(json, "last_change", session->last_ms);
    json_time(json, "closed", session->closed_ms);
    json_text_or_null(json, "delete_by", session->delete_by);
    json_text(json, "place", session->place);
    json_text(json, "group", session->group);
    json_text(json, "lang", session->lang);
    json_text(json, "scene", session->scene);
    json_text(json, "programme", session->programme);
    json_text_or_null(json, "previous", session->previous);
    write_counts(json, session);
}

static void write_roles(JsonWriter *json, const Session *session) {
    json_begin(json, "roles", '[');
    for (int i = 0; i < session->role_count; i++) {
        json_begin_inline(json, NULL, '{');
        json_text(json, "id", session->role_ids[i]);
        json_text(json, "name", session->role_names[i]);
        json_int(json, "people", session->people[i]);
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_agenda(JsonWriter *json, const Session *session) {
    json_begin(json, "agenda", '[');
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (!item) continue;
        json_begin_inline(json, NULL, '{');
        json_int(json, "item", item->id);
        json_text(json, "kind", part_kind_word(item->kind));
        json_text(json, "title", item->title);
        json_text_or_null(json, "assignment", item->assignment);
        json_int(json, "minutes", item->minutes);
        json_int(json, "steps", item->steps);
        json_bool(json, "visited", item->visited);
        json_bool(json, "skipped", item->skipped);
        json_end(json, '}');
    }
    json_end(json, ']');
    if (session->item == 0) {
        json_null(json, "position");
    } else {
        json_begin_inline(json, "position", '{');
        json_int(json, "item", session->item);
        json_int(json, "step", session->step);
        json_end(json, '}');
    }
    if (session->timer.item == 0) {
        json_null(json, "timer");
    } else {
        json_begin_inline(json, "timer", '{');
        json_int(json, "item", session->timer.item);
        json_int(json, "step", session->timer.step);
        json_int(json, "seconds", session->timer.seconds);
        json_bool(json, "running", session->timer.running);
        json_end(json, '}');
    }
    json_begin_inline(json, "chosen", '[');
    for (int i = 0; i < session->chosen_count; i++) json_text(json, NULL, session->chosen[i]);
    json_end(json, ']');
}

// A drawing, stroke by stroke; notes without one have no such member.
static void write_drawing(JsonWriter *json, const Note *note) {
    int at = 0;
    InkStroke stroke;
    if (note->ink_count == 0) return;
    json_begin_inline(json, "drawing", '[');
    while (ink_next(note->ink, note->ink_count, &at, &stroke)) {
        json_begin_inline(json, NULL, '{');
        json_text(json, "pen", stroke.thickness == INK_THICK ? "thick" : "thin");
        json_begin_inline(json, "points", '[');
        for (int i = 0; i < 2 * stroke.count; i++) json_int(json, NULL, stroke.points[i]);
        json_end(json, ']');
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_note(JsonWriter *json, const Session *session, const Note *note) {
    json_begin_inline(json, NULL, '{');
    json_int(json, "note", note->id);
    json_text(json, "text", note->text);
    write_drawing(json, note);
    json_text_or_null(json, "role", role_id(session, note->role));
    if (note->cluster)
        json_int(json, "cluster", note->cluster);
    else
        json_null(json, "cluster");
    json_text_or_null(json, "mark", mark_word(note->mark));
    json_bool(json, "stays_here", note->stays_here);
    json_time(json, "at", note->at_ms);
    json_end(json, '}');
}

// ids: room for every note.
static void write_board(JsonWriter *json, const Session *session, const Board *board, int *ids,
                        int room) {
    json_begin(json, NULL, '{');
    json_int(json, "board", board->id);
    json_int(json, "item", board->item);
    json_int(json, "step", board->step);
    json_text(json, "question", board->question);
    json_begin(json, "columns", '[');
    for (int column = 0; column < board->column_count; column++) {
        json_begin(json, NULL, '{');
        json_text(json, "title", board->columns[column]);
        json_begin(json, "notes", '[');
        int count = session_column_notes(session, board->id, column, ids, room);
        for (int i = 0; i < count; i++) {
            const Note *note = session_note(session, ids[i]);
            if (note) write_note(json, session, note);
        }
        json_end(json, ']');
        json_end(json, '}');
    }
    json_end(json, ']');
    json_begin(json, "clusters", '[');
    for (int i = 0; i < session->cluster_count; i++) {
        const Cluster *cluster = &session->clusters[i];
        if (!cluster->present || cluster->removed || cluster->board != board->id) continue;
        json_begin_inline(json, NULL, '{');
        json_int(json, "cluster", cluster->id);
        json_text(json, "name", cluster->name);
        json_int(json, "column", cluster->column);
        json_begin_inline(json, "notes", '[');
        int count = session_cluster_notes(session, cluster->id, ids, room);
        for (int k = 0; k < count; k++) json_int(json, NULL, ids[k]);
        json_end(json, ']');
        json_end(json, '}');
    }
    json_end(json, ']');
    json_end(json, '}');
}

static Err write_boards(JsonWriter *json, const Session *session) {
    int room = session->note_count;
    int *ids = malloc(((size_t)room + 1) * sizeof *ids);
    if (!ids) return ERR_MEMORY;
    json_begin(json, "boards", '[');
    for (int i = 0; i < session->board_count; i++)
        if (session->boards[i].present) write_board(json, session, &session->boards[i], ids, room);
    json_end(json, ']');
    free(ids);
    return ERR_NONE;
}

static void write_ballots(JsonWriter *json, const Session *session, const Round *round) {
    json_begin(json, "ballots", '[');
    for (int i = 0; i < round->ballot_count; i++) {
        const Ballot *ballot = &round->ballots[i];
        json_begin_inline(json, NULL, '{');
        json_int(json, "ballot", ballot->number);
        json_text_or_null(json, "role", role_id(session, ballot->role));
        json_begin_inline(json, "values", '[');
        for (int k = 0; k < round->value_count; k++) json_int(json, NULL, ballot->values[k]);
        json_end(json, ']');
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_hands(JsonWriter *json, const Session *session, const Round *round) {
    json_begin(json, "hands", '[');
    for (int role = -1; role < session->role_count; role++) {
        const int32_t *hands = round->hands[role + 1];
        bool any = false;
        for (int i = 0; i < round->option_count; i++) any = any || hands[i] > 0;
        if (!any) continue;
        json_begin_inline(json, NULL, '{');
        json_text_or_null(json, "role", role_id(session, role));
        json_begin_inline(json, "counts", '[');
        for (int i = 0; i < round->option_count; i++) json_int(json, NULL, hands[i]);
        json_end(json, ']');
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_outcome(JsonWriter *json, const Session *session, const Round *round) {
    Tally tally;
    tally_round(session, round, TALLY_ROLE_MIN, &tally);
    json_begin(json, "outcome", '{');
    if (tally.n >= 0)
        json_int(json, "people", tally.n);
    else
        json_null(json, "people");
    json_begin_inline(json, "counts", '[');
    for (int i = 0; i < tally.option_count; i++) json_int(json, NULL, tally.counts[i]);
    json_end(json, ']');
    if (tally.has_mean) {
        json_decimal(json, "mean", tally.mean);
        json_decimal(json, "spread", tally.spread);
    } else {
        json_null(json, "mean");
        json_null(json, "spread");
    }
    json_bool(json, "disagreement", tally.disagreement);
    if (round->kind == VOTE_FIST && tally.n > 0)
        json_bool(json, "consensus", tally.consensus);
    else
        json_null(json, "consensus");
    json_end(json, '}');
}

static void write_round(JsonWriter *json, const Session *session, const Round *round) {
    json_begin(json, NULL, '{');
    json_int(json, "round", round->id);
    json_int(json, "item", round->item);
    json_int(json, "step", round->step);
    json_int(json, "number", round->number);
    json_text(json, "kind", vote_kind_word(round->kind));
    json_text(json, "method", event_method_word((int)round->method));
    json_text(json, "state", round_state_word(round->state));
    json_text(json, "question", round->question);
    json_begin(json, "options", '[');
    for (int i = 0; i < round->option_count; i++) {
        json_begin_inline(json, NULL, '{');
        json_text(json, "id", round->options[i]);
        json_text(json, "label", round->labels[i]);
        json_end(json, '}');
    }
    json_end(json, ']');
    if (round->kind == VOTE_DOTS) json_int(json, "dots", round->dots);
    json_bool(json, "stays_here", round->stays_here);
    json_int(json, "ballot_count", round->state == ROUND_CANCELLED ? 0 : round->ballot_count);
    if (round->state == ROUND_REVEALED) {
        write_outcome(json, session, round);
        if (round->method != METHOD_HANDS)
            write_ballots(json, session, round);
        else
            write_hands(json, session, round);
    }
    json_end(json, '}');
}

static void write_agreement(JsonWriter *json, const Session *session, const Agreement *agreement) {
    json_begin(json, NULL, '{');
    json_int(json, "agreement", agreement->id);
    json_text(json, "what", agreement->what);
    json_text_or_null(json, "role", role_id(session, agreement->role));
    json_text(json, "who", agreement->who);
    json_text_or_null(json, "date", agreement->date);
    json_text(json, "state", agreement_state_word(agreement->state));
    json_int(json, "item", agreement->item);
    if (agreement->note)
        json_int(json, "note", agreement->note);
    else
        json_null(json, "note");
    json_text_or_null(json, "previous", agreement->previous);
    json_bool(json, "stays_here", agreement->stays_here);
    if (agreement->obstacle[0]) json_text(json, "obstacle", agreement->obstacle);
    json_end(json, '}');
}

// Only there when something new stays here from the start.
static void write_new_stay(JsonWriter *json, const Session *session) {
    if (!session->new_notes_stay && !session->new_agreements_stay) return;
    json_begin_inline(json, "new_stay_here", '[');
    if (session->new_notes_stay) json_text(json, NULL, "notes");
    if (session->new_agreements_stay) json_text(json, NULL, "agreements");
    json_end(json, ']');
}

Err session_to_json(const Session *session, Str *out) {
    JsonWriter json = {.out = out};
    json_begin(&json, NULL, '{');
    write_head(&json, session);
    write_roles(&json, session);
    write_agenda(&json, session);
    Err err = write_boards(&json, session);
    json_begin(&json, "rounds", '[');
    for (int i = 0; i < session->round_count; i++)
        if (session->rounds[i].present) write_round(&json, session, &session->rounds[i]);
    json_end(&json, ']');
    json_begin(&json, "agreements", '[');
    for (int i = 0; i < session->agreement_count; i++) {
        const Agreement *agreement = &session->agreements[i];
        if (agreement->present && !agreement->removed) write_agreement(&json, session, agreement);
    }
    json_end(&json, ']');
    write_new_stay(&json, session);
    json_end(&json, '}');
    str_append(out, "\n");
    return err || !str_ok(out) ? ERR_MEMORY : ERR_NONE;
}

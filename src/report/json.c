// The outcome as JSON, for other programs. Single ballots are not
// in it: with their roles they would undo the rule for small roles.
#include "report/words.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "report/ink.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

static void add_text(cJSON *to, const char *name, const char *text) {
    if (text && *text)
        (void)cJSON_AddStringToObject(to, name, text);
    else
        (void)cJSON_AddNullToObject(to, name);
}

static void add_time(cJSON *to, const char *name, int64_t utc_ms) {
    char text[40] = "";
    if (utc_ms > 0) clock_format_utc(utc_ms, text, sizeof text);
    add_text(to, name, text);
}

static double rounded(double value) {
    return round(value * 1000) / 1000;
}

static void add_counts(cJSON *to, const int *counts, int count) {
    cJSON_AddItemToObject(to, "counts", cJSON_CreateIntArray(counts, count));
}

static cJSON *note_object(const Session *session, const Note *note) {
    cJSON *out = cJSON_CreateObject();
    (void)cJSON_AddStringToObject(out, "text", note->text);
    ink_json(note, out);
    add_text(out, "role", note->role >= 0 ? session->role_ids[note->role] : "");
    add_text(out, "mark",
             note->mark == MARK_STOOD_OUT       ? "stood-out"
             : note->mark == MARK_OPEN_QUESTION ? "open-question"
                                                : "");
    return out;
}

static cJSON *board_object(const Session *session, const OutcomeBoard *board) {
    cJSON *out = cJSON_CreateObject();
    add_text(out, "question", board->board->question);
    cJSON *columns = cJSON_AddArrayToObject(out, "columns");
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        cJSON *one = cJSON_CreateObject();
        add_text(one, "title", column->title);
        cJSON *piles = cJSON_AddArrayToObject(one, "clusters");
        for (int p = 0; p < column->pile_count; p++) {
            cJSON *pile = cJSON_CreateObject();
            add_text(pile, "name", column->piles[p].name);
            (void)cJSON_AddBoolToObject(pile, "cluster", column->piles[p].cluster);
            cJSON *notes = cJSON_AddArrayToObject(pile, "notes");
            for (int n = 0; n < column->piles[p].count; n++)
                cJSON_AddItemToArray(notes, note_object(session, column->piles[p].notes[n]));
            cJSON_AddItemToArray(piles, pile);
        }
        cJSON_AddItemToArray(columns, one);
    }
    return out;
}

static void add_role(cJSON *roles, const char *id, const TallyRole *role,
                     const OutcomeRound *round) {
    if (!role->shown) return;
    cJSON *one = cJSON_CreateObject();
    add_text(one, "role", id);
    (void)cJSON_AddNumberToObject(one, "n", role->n);
    add_counts(one, role->counts, round->tally.option_count);
    if (round->tally.has_mean) (void)cJSON_AddNumberToObject(one, "mean", rounded(role->mean));
    cJSON_AddItemToArray(roles, one);
}

static cJSON *round_object(const Session *session, const OutcomeRound *one) {
    const Round *round = one->round;
    const Tally *tally = &one->tally;
    cJSON *out = cJSON_CreateObject();
    add_text(out, "question", round->question);
    add_text(out, "kind", vote_kind_word(round->kind));
    (void)cJSON_AddStringToObject(out, "method",
                                  round->method == METHOD_HANDS      ? "hands"
                                  : round->method == METHOD_TOGETHER ? "together"
                                                                     : "ballots");
    (void)cJSON_AddNumberToObject(out, "round", round->number);
    if (tally->n >= 0)
        (void)cJSON_AddNumberToObject(out, "n", tally->n);
    else
        (void)cJSON_AddNullToObject(out, "n");
    cJSON *options = cJSON_AddArrayToObject(out, "options");
    for (int i = 0; i < tally->option_count; i++) {
        cJSON *option = cJSON_CreateObject();
        add_text(option, "id", round->options[i]);
        add_text(option, "label", round->labels[i]);
        (void)cJSON_AddNumberToObject(option, "count", tally->counts[i]);
        cJSON_AddItemToArray(options, option);
    }
    if (tally->has_mean) {
        (void)cJSON_AddNumberToObject(out, "mean", rounded(tally->mean));
        (void)cJSON_AddNumberToObject(out, "spread", rounded(tally->spread));
    }
    (void)cJSON_AddBoolToObject(out, "disagreement", tally->disagreement);
    if (round->kind == VOTE_FIST) (void)cJSON_AddBoolToObject(out, "consensus", tally->consensus);
    cJSON *roles = cJSON_AddArrayToObject(out, "roles");
    for (int r = 0; r < session->role_count; r++)
        add_role(roles, session->role_ids[r], &tally->roles[r], one);
    add_role(roles, "", &tally->no_role, one);
    (void)cJSON_AddBoolToObject(out, "some_role_hidden", tally->some_role_hidden);
    return out;
}

static cJSON *part_object(const Session *session, const OutcomePart *part) {
    cJSON *out = cJSON_CreateObject();
    add_text(out, "title", part->title);
    add_text(out, "kind", part->item ? part_kind_word(part->item->kind) : "");
    add_text(out, "assignment", part->item ? part->item->assignment : "");
    cJSON *boards = cJSON_AddArrayToObject(out, "boards");
    for (int i = 0; i < part->board_count; i++)
        cJSON_AddItemToArray(boards, board_object(session, &part->boards[i]));
    cJSON *rounds = cJSON_AddArrayToObject(out, "votes");
    for (int i = 0; i < part->round_count; i++)
        cJSON_AddItemToArray(rounds, round_object(session, &part->rounds[i]));
    return out;
}

static cJSON *agreement_object(const Session *session, const Agreement *agreement) {
    cJSON *out = cJSON_CreateObject();
    add_text(out, "what", agreement->what);
    add_text(out, "who", agreement->who);
    add_text(out, "role", agreement->role >= 0 ? session->role_ids[agreement->role] : "");
    add_text(out, "date", agreement->date);
    (void)cJSON_AddStringToObject(out, "state", agreement_state_word(agreement->state));
    const AgendaItem *item = session_item(session, agreement->item);
    add_text(out, "assignment", item ? item->assignment : "");
    add_text(out, "from_session", agreement->previous);
    add_text(out, "obstacle", agreement->obstacle);
    return out;
}

static void add_head(cJSON *to, const Session *session) {
    add_text(to, "id", session->id);
    add_text(to, "place", session->place);
    add_text(to, "group", session->group);
    add_text(to, "lang", session->lang);
    add_text(to, "scene", session->scene);
    add_text(to, "programme", session->programme);
    add_text(to, "previous", session->previous);
    add_time(to, "created", session->created_ms);
    add_time(to, "closed", session->closed_ms);
    add_time(to, "last_change", session->last_ms);
    (void)cJSON_AddNumberToObject(to, "last_seq", (double)session->last_seq);
    add_text(to, "delete_by", session->delete_by);
    (void)cJSON_AddStringToObject(to, "state", session_state_word(session->state));
    (void)cJSON_AddBoolToObject(to, "incomplete", session->incomplete);
    cJSON *roles = cJSON_AddArrayToObject(to, "roles");
    for (int i = 0; i < session->role_count; i++) {
        cJSON *role = cJSON_CreateObject();
        add_text(role, "id", session->role_ids[i]);
        add_text(role, "name", session->role_names[i]);
        (void)cJSON_AddNumberToObject(role, "people", session->people[i]);
        cJSON_AddItemToArray(roles, role);
    }
}

static cJSON *outcome_object(const Outcome *outcome) {
    const Session *session = outcome->session;
    cJSON *out = cJSON_CreateObject();
    (void)cJSON_AddStringToObject(out, "format", "praatplaat-outcome");
    (void)cJSON_AddNumberToObject(out, "version", 1);
    add_head(out, session);
    cJSON *chosen = cJSON_AddArrayToObject(out, "chosen");
    for (int i = 0; i < outcome->chosen_count; i++) {
        cJSON *one = cJSON_CreateObject();
        add_text(one, "assignment", session->chosen[i]);
        add_text(one, "title", outcome->chosen[i]);
        cJSON_AddItemToArray(chosen, one);
    }
    cJSON *dots = cJSON_AddArrayToObject(out, "dots");
    for (int i = 0; i < outcome->dots_count; i++) {
        cJSON *one = cJSON_CreateObject();
        add_text(one, "id", outcome->dots[i].id);
        add_text(one, "title", outcome->dots[i].title);
        (void)cJSON_AddNumberToObject(one, "dots", outcome->dots[i].dots);
        cJSON_AddItemToArray(dots, one);
    }
    cJSON *agreements = cJSON_AddArrayToObject(out, "agreements");
    for (int i = 0; i < outcome->agreement_count; i++)
        cJSON_AddItemToArray(agreements, agreement_object(session, outcome->agreements[i]));
    cJSON *parts = cJSON_AddArrayToObject(out, "parts");
    for (int i = 0; i < outcome->part_count; i++)
        cJSON_AddItemToArray(parts, part_object(session, &outcome->parts[i]));
    (void)cJSON_AddNumberToObject(out, "unrevealed_votes", outcome->open_rounds);
    return out;
}

static Err print(cJSON *json, Str *out, ErrInfo *info) {
    char *text = cJSON_Print(json);
    cJSON_Delete(json);
    if (text) {
        str_append(out, text);
        str_append(out, "\n");
    }
    bool fine = text && str_ok(out);
    cJSON_free(text);
    return fine ? ERR_NONE
                : err_set(info, ERR_MEMORY, 0, "no memory left to write the outcome as JSON");
}

Err report_json(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    cJSON *json = outcome_object(&outcome);
    outcome_finish(&outcome);
    return print(json, out, info);
}

// The commands for what was recorded. Invariant: standard output holds only what was asked for, so
// that it can be piped; every sentence goes to standard error.
#include "app/cmd_sessions.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/standard_files.h"
#include "base/utf8.h"
#include "storage/imports.h"
#include "storage/json_write.h"
#include "storage/record.h"
#include "storage/session_json.h"
#include "storage/session_look.h"
#include "storage/sessions.h"

#include <stdio.h>
#include <string.h>

static int say(Err err, const ErrInfo *info) {
    if (err) log_err(info);
    return err_exit_status(err);
}

static int print_text(Str *text) {
    int status;
    if (!str_ok(text)) {
        ErrInfo info;
        status = say(err_set(&info, ERR_MEMORY, 0, "no memory left"), &info);
    } else {
        (void)fwrite(str_text(text), 1, text->length, stdout);
        status = standard_output_end(0);
    }
    str_finish(text);
    return status;
}

// ---- sessions ------------------------------------------------------------------------------------

static const char *state_word(const SessionSummary *item) {
    return item->damaged ? "damaged" : session_state_word(item->state);
}

static void write_summary(JsonWriter *json, const SessionSummary *item) {
    json_begin(json, NULL, '{');
    json_text(json, "id", item->id);
    json_text(json, "state", state_word(item));
    json_text(json, "place", item->place);
    json_text(json, "group", item->group);
    json_text(json, "scene", item->scene);
    json_text(json, "programme", item->programme);
    json_time(json, "created", item->created_ms);
    json_time(json, "last_change", item->last_ms);
    json_text_or_null(json, "delete_by", item->delete_by);
    json_text_or_null(json, "previous", item->previous);
    json_int(json, "people", item->people);
    json_int(json, "notes", item->notes);
    json_int(json, "votes", item->votes);
    json_int(json, "agreements", item->agreements);
    json_bool(json, "incomplete", item->incomplete);
    json_bool(json, "newer", item->newer);
    json_bool(json, "imported", item->imported);
    json_end(json, '}');
}

// A line break, a tab, what a terminal obeys, and what turns the direction of text: a name that came from
// a stick can hold any of them.
static bool is_unsafe(uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x061C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

static void append_in_line(Str *out, const char *text) {
    size_t n = strlen(text);
    for (size_t at = 0, took; at < n; at += took ? took : 1) {
        uint32_t point;
        took = utf8_decode(text + at, n - at, &point);
        if (took == 0 || is_unsafe(point))
            str_append(out, " ");
        else
            str_append_bytes(out, text + at, took);
    }
}

static void describe_summary(Str *out, const SessionSummary *item) {
    str_format(out, "%s\t%s\t", item->id, state_word(item));
    append_in_line(out, item->place);
    str_append(out, "\t");
    append_in_line(out, item->group);
    str_format(out, "\t%d notes, %d votes, %d agreements\t", item->notes, item->votes,
               item->agreements);
    if (item->delete_by[0]) str_append(out, "delete by ");
    append_in_line(out, item->delete_by);
    if (item->incomplete) str_append(out, "\tincomplete");
    if (item->newer) str_append(out, "\tmade by a newer version");
    if (item->previous[0]) str_append(out, "\tfollows ");
    append_in_line(out, item->previous);
    if (item->imported) str_append(out, "\timported");
    str_append(out, "\n");
}

// Those of this machine, and those of a stick where they can be read: it is said where not, and *out_status
// tells. False: there is no list.
static bool list_all(const char *data_dir, SessionList *out, int *out_status) {
    ErrInfo info = {0};
    Err err = sessions_list(data_dir, out, &info);
    bool own = !err;
    if (own) err = imports_list(data_dir, out, IMPORTS_LISTED_MAX, &info);
    *out_status = say(err, &info);
    return own;
}

int cmd_sessions(const char *data_dir, bool json) {
    SessionList list;
    int status;
    if (!list_all(data_dir, &list, &status)) {
        session_list_finish(&list);
        return status;
    }
    Str text;
    str_init(&text);
    JsonWriter writer = {.out = &text};
    if (json) json_begin(&writer, NULL, '[');
    for (int i = 0; i < list.count; i++) {
        if (json)
            write_summary(&writer, &list.items[i]);
        else
            describe_summary(&text, &list.items[i]);
    }
    if (json) {
        json_end(&writer, ']');
        str_append(&text, "\n");
    }
    session_list_finish(&list);
    int printed = print_text(&text);
    return printed > status ? printed : status;
}

// ---- show ----------------------------------------------------------------------------------------

int cmd_show(const char *data_dir, const char *name) {
    Session session;
    Recovery recovery;
    Record *record = NULL;
    ErrInfo info = {0};
    Err err = session_look(data_dir, name, &session, &recovery, &record, &info);
    if (!record) return say(err, &info);
    session_say_recovery(record_session_id(record), &recovery);
    Str text;
    str_init(&text);
    err = session_to_json(&session, &text);
    session_finish(&session);
    (void)record_close(record, NULL);
    if (err) {
        str_finish(&text);
        return say(err_set(&info, err, 0, "%s: no memory left to show it", name), &info);
    }
    return print_text(&text);
}

// ---- delete --------------------------------------------------------------------------------------

static bool answered_yes(void) {
    char answer[16] = "";
    if (!fgets(answer, sizeof answer, stdin)) return false;
    return answer[0] == 'y' || answer[0] == 'Y' || answer[0] == 'j' || answer[0] == 'J';
}

static bool may_delete(const char *what, bool yes) {
    if (yes) return true;
    fprintf(stderr, "praatplaat: delete %s, with all its notes, votes and agreements? [y/N] ",
            what);
    fflush(stderr);
    if (answered_yes()) return true;
    log_line("nothing was deleted: answer y, or give --yes");
    return false;
}

static int delete_one(const char *data_dir, const char *id) {
    ErrInfo info = {0};
    return say(sessions_delete(data_dir, id, &info), &info);
}

static int delete_expired(const char *data_dir, bool yes) {
    SessionList list;
    int status;
    bool listed = list_all(data_dir, &list, &status);
    char today[16];
    clock_format_date(clock_local(clock_utc_ms()), today, sizeof today);
    int count = 0;
    for (int i = 0; listed && i < list.count; i++)
        count += session_summary_expired(&list.items[i], today);
    if (count > 0) {
        char what[64];
        (void)snprintf(what, sizeof what, count == 1 ? "%d session" : "%d sessions", count);
        if (!may_delete(what, yes)) {
            session_list_finish(&list);
            return err_exit_status(ERR_REFUSED);
        }
    }
    for (int i = 0; listed && i < list.count; i++) {
        if (!session_summary_expired(&list.items[i], today)) continue;
        int outcome = delete_one(data_dir, list.items[i].id);
        if (outcome > status) status = outcome;
    }
    session_list_finish(&list);
    return status;
}

int cmd_delete(const char *data_dir, const char *session, bool expired, bool yes) {
    ErrInfo info = {0};
    if (expired) return delete_expired(data_dir, yes);
    if (!session || !session_id_valid(session))
        return say(err_set(&info, ERR_REFUSED, 0,
                           "%.80s: is no name of a session: see `praatplaat sessions`",
                           session ? session : ""),
                   &info);
    // What is not there needs no question.
    Session state;
    Recovery recovery;
    Record *record = NULL;
    Err err = record_open(data_dir, session, RECORD_LOOK, &state, &recovery, &record, &info);
    if (record) {
        session_finish(&state);
        (void)record_close(record, NULL);
    }
    if (err == ERR_MISSING && imports_has(data_dir, session)) err = ERR_NONE;
    if (err == ERR_MISSING) {
        (void)err_set(&info, err, 0, "%s: there is no such session: see `praatplaat sessions`",
                      session);
        return say(err, &info);
    }
    if (!may_delete(session, yes)) return err_exit_status(ERR_REFUSED);
    return delete_one(data_dir, session);
}

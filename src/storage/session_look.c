// From a name on the command line to a session to look at. Changes nothing on disk.
#include "storage/session_look.h"

#include "base/log.h"

#include <string.h>

Err session_look(const char *data_dir, const char *name, Session *session, Recovery *recovery,
                 Record **record, ErrInfo *info) {
    if (session_id_valid(name)) {
        Err err = record_open(data_dir, name, RECORD_LOOK, session, recovery, record, info);
        if (err != ERR_MISSING) return err;
        if (record_open(name, NULL, RECORD_LOOK, session, recovery, record, NULL) != ERR_MISSING &&
            *record)
            return ERR_NONE;
        return err_set(info, err, 0, "%s: there is no such session: see `praatplaat sessions`",
                       name);
    }
    return record_open(name, NULL, RECORD_LOOK, session, recovery, record, info);
}

void session_say_recovery(const char *id, const Recovery *recovery) {
    if (recovery_is_clean(recovery)) return;
    Str text;
    str_init(&text);
    recovery_describe(recovery, &text);
    const char *line = str_text(&text);
    while (*line) {
        const char *end = strchr(line, '\n');
        log_line("%s: %.*s", id, (int)(end - line), line);
        line = end + 1;
    }
    str_finish(&text);
}

// Two meetings can be held on one day in one place by groups of one name, or of none. Only those whose
// id begins alike can clash, and only these are opened.
#include "report_main/name.h"

#include "base/str.h"
#include "storage/session_look.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_same_stem(const char *data_dir, const char *id, const char *stem) {
    static Session other;  // large
    Recovery recovery;
    Record *record = NULL;
    ErrInfo info = {0};
    char its[FILE_NAME_MAX] = "";
    if (session_look(data_dir, id, &other, &recovery, &record, &info) && !record) return false;
    if (!record) return false;
    file_name_stem(&other, "", its);
    (void)record_close(record, NULL);
    session_finish(&other);
    return str_equal(its, stem);
}

void name_meeting(const char *data_dir, const Session *session, char *stem) {
    char path[4096];
    const char *tail = strrchr(session->id, '-');
    file_name_stem(session, "", stem);
    if (!tail) return;
    size_t alike = (size_t)(tail - session->id) + 1;
    (void)snprintf(path, sizeof path, "%.4000s/sessions", data_dir);
    DIR *dir = opendir(path);
    bool clash = false;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !clash; entry = readdir(dir)) {
        const char *id = entry->d_name;
        if (strncmp(id, session->id, alike) != 0 || str_equal(id, session->id) ||
            !session_id_valid(id))
            continue;
        clash = has_same_stem(data_dir, id, stem);
    }
    if (dir) (void)closedir(dir);
    if (clash) file_name_stem(session, tail + 1, stem);
}

// Agreements of an earlier meeting become events of this one: the earlier meeting is never written.
#include "base/str.h"
#include "screens/followup.h"

bool followup_has(const Session *session, const char *previous) {
    for (int i = 0; i < session->agreement_count; i++) {
        if (session->agreements[i].present && str_equal(session->agreements[i].previous, previous))
            return true;
    }
    return false;
}

static int same_role(const Session *session, const Session *earlier, int role) {
    for (int i = 0; role >= 0 && i < session->role_count; i++) {
        if (str_equal(session->role_ids[i], earlier->role_ids[role])) return i;
    }
    return -1;
}

int followup_import(Shell *shell, const Session *earlier) {
    const Session *session = shell->session;
    int came = 0;
    if (followup_has(session, earlier->id)) return 0;
    for (int i = 0; i < earlier->agreement_count; i++) {
        const Agreement *a = &earlier->agreements[i];
        if (!agreement_is_open(a)) continue;
        int role = same_role(session, earlier, a->role);
        bool lost = a->role >= 0 && role < 0 && *a->who == '\0';
        Event e = {.type = EV_AGREEMENT_ADD,
                   .agreement = session->agreement_count + 1,
                   .item = session->item,
                   .text = a->what,
                   .role = role,
                   .who = lost ? earlier->role_names[a->role] : a->who,
                   .date = a->date,
                   .previous = earlier->id};
        if (!shell_send(shell, e, NULL)) continue;
        came++;
        // What was under way or stuck starts as that, with what stood in the way.
        if (a->state == AGREEMENT_OPEN && !*a->obstacle) continue;
        (void)shell_send(shell,
                         (Event){.type = EV_AGREEMENT_PROGRESS,
                                 .agreement = session->agreement_count,
                                 .value = a->state,
                                 .text = a->obstacle},
                         NULL);
    }
    return came;
}

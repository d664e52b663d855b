// Checking commands for votes.
#include "model/session_private.h"

#include "model/tally.h"

#include <string.h>

static const char no_such_vote[] = N_("That vote is not there.");
static const char vote_not_open[] = N_("This vote is not open.");
static const char other_method[] = N_("This vote is counted in another way.");

static bool options_fit(const Event *command) {
    switch ((VoteKind)command->kind) {
    case VOTE_SCALE:
        return command->label_count == 0 || command->label_count == 3 || command->label_count == 5;
    case VOTE_FIST: return command->label_count == 0 || command->label_count == 6;
    case VOTE_CHOICE:
    case VOTE_DOTS: break;
    case VOTE_KIND_COUNT: return false;
    }
    if (command->kind >= VOTE_KIND_COUNT) return false;
    if (command->id_count < 2 || command->label_count != command->id_count) return false;
    for (int i = 0; i < command->id_count; i++) {
        if (command->ids[i][0] == '\0') return false;
        for (int k = 0; k < i; k++) {
            if (strcmp(command->ids[i], command->ids[k]) == 0) return false;
        }
    }
    return true;
}

static const char *check_open(const Session *session, const Event *command) {
    if (session->round_count >= SESSION_ROUNDS_MAX)
        return N_("There are too many votes in this meeting.");
    const char *fault = session_check_place(session, command->item, command->step);
    if (fault) return fault;
    const Round *here = session_round_at(session, command->item, command->step);
    if (here && here->state == ROUND_OPEN) return N_("The vote here is still open.");
    bool dots_fit =
        command->kind != VOTE_DOTS || (command->value >= 1 && command->value <= ROUND_DOTS_MAX);
    bool fits = command->round == session->round_count + 1 && dots_fit && options_fit(command);
    return fits ? NULL : N_("This vote has no proper answers to choose from.");
}

static bool has_votes(const Round *round) {
    if (round->method != METHOD_HANDS) return round->ballot_count > 0;
    for (int g = 0; g <= SCENE_ROLES_MAX; g++) {
        for (int k = 0; k < round->option_count; k++) {
            if (round->hands[g][k] > 0) return true;
        }
    }
    return false;
}

static const char *check_is_open(const Session *session, const Event *command) {
    const Round *round = session_round(session, command->round);
    if (!round) return no_such_vote;
    return round->state == ROUND_OPEN ? NULL : vote_not_open;
}

static const char *check_reveal(const Session *session, const Event *command) {
    const char *fault = check_is_open(session, command);
    if (fault) return fault;
    return has_votes(session_round(session, command->round)) ? NULL : N_("Nobody has voted yet.");
}

static const char *check_cast(const Session *session, const Event *command) {
    const char *fault = check_is_open(session, command);
    if (fault) return fault;
    const Round *round = session_round(session, command->round);
    if (round->method == METHOD_HANDS) return other_method;
    if (!session_role_fits(session, command->role))
        return N_("Choose a role of this poster for the ballot.");
    if (round->ballot_count >= SESSION_BALLOTS_MAX)
        return N_("There are too many ballots in this vote.");
    bool taken;
    (void)session_find_ballot(round, command->ballot, &taken);
    if (taken) return N_("This ballot was cast already.");
    return tally_check_ballot(round, command->list, command->list_count);
}

static const char *check_withdraw(const Session *session, const Event *command) {
    const char *fault = check_is_open(session, command);
    if (fault) return fault;
    const Round *round = session_round(session, command->round);
    bool last = round->last_ballot == command->ballot;
    // Where several vote at once, each may take back the own one, whoever voted after.
    if (round->method == METHOD_TOGETHER) (void)session_find_ballot(round, command->ballot, &last);
    return last ? NULL : N_("Only the last ballot can be taken back.");
}

static const char *check_hands(const Session *session, const Event *command) {
    const Round *round = session_round(session, command->round);
    if (!round) return no_such_vote;
    if (round->state == ROUND_CANCELLED) return vote_not_open;
    if (round->method != METHOD_HANDS) return other_method;
    if (!session_role_fits(session, command->role))
        return N_("Choose a role of this poster for the count.");
    if (command->list_count != round->option_count) return N_("Count the hands for every answer.");
    for (int i = 0; i < command->list_count; i++) {
        if (command->list[i] > SESSION_HANDS_MAX)
            return N_("That is too many hands for one answer.");
    }
    return NULL;
}

const Check session_vote_checks[EV_TYPE_COUNT] = {
    [EV_ROUND_OPEN] = check_open,          [EV_ROUND_REVEAL] = check_reveal,
    [EV_ROUND_CANCEL] = check_is_open,     [EV_BALLOT_CAST] = check_cast,
    [EV_BALLOT_WITHDRAW] = check_withdraw, [EV_HANDS_SET] = check_hands,
};

// Applying the events of votes. Invariants: ballots stand sorted by their number, so that no order
// of voting can be read; every ballot of a round is whole and valid; a cancelled round holds none.
#include "model/session_private.h"

#include "model/tally.h"

#include <stdlib.h>
#include <string.h>

static const char no_such_round[] = "there is no such vote";
static const char *const digits[] = {"0", "1", "2", "3", "4", "5"};

static int count_before(const Session *session, int item, int step) {
    int count = 0;
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        count += round->present && round->state != ROUND_CANCELLED && round->item == item &&
                 round->step == step;
    }
    return count;
}

// Gives the options of a round and the first of the digits that are their ids, or -1 when the event
// names the ids itself. 0 options: the event does not fit its kind.
static int count_options(const Event *event, int *out_first_digit) {
    *out_first_digit = -1;
    switch ((VoteKind)event->kind) {
    case VOTE_SCALE:
        *out_first_digit = 1;
        return event->label_count == 0 || event->label_count == 3 || event->label_count == 5 ? 5
                                                                                             : 0;
    case VOTE_FIST:
        *out_first_digit = 0;
        return event->label_count == 0 || event->label_count == 6 ? 6 : 0;
    case VOTE_CHOICE:
    case VOTE_DOTS:
        return event->id_count >= 2 && event->label_count == event->id_count ? event->id_count : 0;
    case VOTE_KIND_COUNT: break;
    }
    return 0;
}

const char *session_apply_round_open(Session *session, const Event *event) {
    if (event->round <= session->round_count) return "there is such a vote already";
    int first_digit;
    int options = count_options(event, &first_digit);
    if (options == 0 || options > ROUND_OPTIONS_MAX) return "its options do not fit";
    bool dots = event->kind == VOTE_DOTS;
    if (dots && (event->value < 1 || event->value > ROUND_DOTS_MAX))
        return "it has no fit number of dots";

    const char *text = event->text ? event->text : "";
    char *question = session_text_room(session, NULL, text);
    char *ids[EVENT_WORDS_MAX] = {0}, *labels[EVENT_WORDS_MAX] = {0};
    int id_count = first_digit < 0 ? options : 0;
    if (!question || !session_text_rooms(session, event->ids, id_count, ids) ||
        !session_text_rooms(session, event->labels, event->label_count, labels))
        return session_no_memory;
    Round *rounds =
        session_grown(session->rounds, &session->round_capacity, event->round, sizeof *rounds);
    if (!rounds) return session_no_memory;
    session->rounds = rounds;

    Round *round = &rounds[event->round - 1];
    *round = (Round){
        .present = true,
        .id = event->round,
        .item = event->item,
        .step = event->step,
        .number = 1 + count_before(session, event->item, event->step),
        .kind = (VoteKind)event->kind,
        .method = (VoteMethod)event->method,
        .question = session_text_put(question, text),
        .option_count = options,
        .dots = dots ? (int)event->value : 0,
        .value_count = dots ? options : 1,
    };
    for (int i = 0; i < ROUND_OPTIONS_MAX; i++)
        round->options[i] = round->labels[i] = session_no_text;
    for (int i = 0; i < options; i++) {
        round->options[i] =
            first_digit < 0 ? session_text_put(ids[i], event->ids[i]) : digits[first_digit + i];
    }
    // Three words on a scale of five stand at its ends and in its middle.
    int stride = round->kind == VOTE_SCALE && event->label_count == 3 ? 2 : 1;
    for (int i = 0; i < event->label_count; i++) {
        round->labels[i * stride] = session_text_put(labels[i], event->labels[i]);
    }
    session->round_count = event->round;
    return NULL;
}

const char *session_apply_round_reveal(Session *session, const Event *event) {
    Round *round = session_find_round(session, event->round);
    if (!round) return no_such_round;
    if (round->state != ROUND_OPEN) return "the vote is not open";
    round->state = ROUND_REVEALED;
    round->last_ballot = 0;
    return NULL;
}

const char *session_apply_round_cancel(Session *session, const Event *event) {
    Round *round = session_find_round(session, event->round);
    if (!round) return no_such_round;
    if (round->state != ROUND_OPEN) return "the vote is not open";
    round->state = ROUND_CANCELLED;
    round->last_ballot = 0;
    free(round->ballots);
    round->ballots = NULL;
    round->ballot_count = round->ballot_capacity = 0;
    memset(round->hands, 0, sizeof round->hands);
    session_undo_forget_round(session, round->id);
    return NULL;
}

const char *session_apply_ballot_cast(Session *session, const Event *event) {
    Round *round = session_find_round(session, event->round);
    if (!round) return no_such_round;
    if (round->state != ROUND_OPEN || round->method == METHOD_HANDS)
        return "the vote takes no ballots";
    const char *fault = tally_check_ballot(round, event->list, event->list_count);
    if (fault) return fault;
    bool found;
    int at = session_find_ballot(round, event->ballot, &found);
    if (found) return "there is such a ballot already";
    if (round->ballot_count >= SESSION_BALLOTS_MAX) return "the vote is full";
    Ballot *ballots = session_grown(round->ballots, &round->ballot_capacity,
                                    round->ballot_count + 1, sizeof *ballots);
    if (!ballots) return session_no_memory;
    round->ballots = ballots;
    memmove(ballots + at + 1, ballots + at, (size_t)(round->ballot_count - at) * sizeof *ballots);
    ballots[at] =
        (Ballot){.number = event->ballot, .role = session_known_role(session, event->role)};
    for (int i = 0; i < event->list_count; i++) ballots[at].values[i] = (int8_t)event->list[i];
    round->ballot_count++;
    round->last_ballot = event->ballot;
    return NULL;
}

const char *session_apply_ballot_withdraw(Session *session, const Event *event) {
    Round *round = session_find_round(session, event->round);
    if (!round) return no_such_round;
    if (round->state != ROUND_OPEN) return "the vote is not open";
    bool found;
    int at = session_find_ballot(round, event->ballot, &found);
    if (!found) return "there is no such ballot";
    round->ballot_count--;
    memmove(round->ballots + at, round->ballots + at + 1,
            (size_t)(round->ballot_count - at) * sizeof *round->ballots);
    round->last_ballot = 0;
    return NULL;
}

const char *session_apply_hands(Session *session, const Event *event) {
    Round *round = session_find_round(session, event->round);
    if (!round) return no_such_round;
    if (round->state == ROUND_CANCELLED || round->method != METHOD_HANDS)
        return "the vote takes no hands";
    if (event->role >= session->role_count) return "there is no such role";
    if (event->list_count != round->option_count) return "it does not count every answer";
    for (int i = 0; i < event->list_count; i++) {
        if (event->list[i] > SESSION_HANDS_MAX) return "it counts too many hands";
    }
    memcpy(round->hands[1 + event->role], event->list,
           (size_t)event->list_count * sizeof *event->list);
    return NULL;
}

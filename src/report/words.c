// Words for reports. Everything is asked of gettext at each call, so that no language is kept.
#include "report/words.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <stdio.h>

const char *words_role(const Session *session, int role) {
    return role >= 0 && role < session->role_count ? session->role_names[role] : "";
}

const char *words_who(const Session *session, const Agreement *agreement) {
    if (agreement->who && *agreement->who) return agreement->who;
    const char *role = words_role(session, agreement->role);
    return *role ? role : _("Nobody yet");
}

const char *words_state(const Agreement *agreement) {
    switch (agreement->state) {
    case AGREEMENT_OPEN: return _("Open");
    case AGREEMENT_DONE: return _("Done");
    case AGREEMENT_DROPPED: return _("Dropped");
    case AGREEMENT_UNDER_WAY: return _("On its way");
    case AGREEMENT_STUCK: return _("Stuck");
    case AGREEMENT_STATE_COUNT: break;
    }
    return "";
}

const char *words_mark(NoteMark mark) {
    switch (mark) {
    case MARK_NONE: return "";
    case MARK_STOOD_OUT: return _("Stood out");
    case MARK_OPEN_QUESTION: return _("Open question");
    }
    return "";
}

const char *words_kind(VoteKind kind) {
    switch (kind) {
    case VOTE_SCALE: return _("Scale from 1 to 5");
    case VOTE_CHOICE: return _("Choice");
    case VOTE_DOTS: return _("Dots");
    case VOTE_FIST: return _("Fist of five");
    case VOTE_KIND_COUNT: break;
    }
    return "";
}

const char *words_step(StepKind kind) {
    switch (kind) {
    case STEP_READ: return _("Read");
    case STEP_THINK: return _("Think");
    case STEP_TALK: return _("Talk");
    case STEP_WRITE: return _("Write");
    case STEP_VOTE: return _("Vote");
    case STEP_AGREE: return _("Agree");
    case STEP_KIND_COUNT: break;
    }
    return "";
}

const char *words_group(const Session *session) {
    return *session->group ? session->group : _("The outcome of a meeting");
}

void words_headline(const Session *session, char *out, size_t size) {
    char day[64], people[64];
    words_day(session->created_ms, day, sizeof day);
    // How many there were is not always asked.
    bool counted = session_people(session) > 0;
    words_people(session, people, sizeof people);
    (void)snprintf(out, size, "%s%s%s%s%s", session->place, *session->place && *day ? " · " : "",
                   day, counted ? " · " : "", counted ? people : "");
}

void words_counts(const Outcome *outcome, char *out, size_t size) {
    char votes[64], notes[64], agreements[64];
    (void)snprintf(votes, sizeof votes,
                   _n("%d vote", "%d votes", (unsigned long)outcome->round_count),
                   outcome->round_count);
    (void)snprintf(notes, sizeof notes,
                   _n("%d note", "%d notes", (unsigned long)outcome->note_count),
                   outcome->note_count);
    (void)snprintf(agreements, sizeof agreements,
                   _n("%d agreement", "%d agreements", (unsigned long)outcome->agreement_count),
                   outcome->agreement_count);
    (void)snprintf(out, size, "%s · %s · %s", votes, notes, agreements);
}

void words_poster(const ReportInput *input, const Outcome *outcome, Str *out) {
    str_append(out, text_in(&input->scene->image_alt, input->lang));
    for (int i = 0; i < outcome->dots_count && outcome->dots[i].dots > 0; i++)
        str_format(out, "%s %s: %d", i == 0 ? _(" Dots:") : ";", outcome->dots[i].title,
                   outcome->dots[i].dots);
    if (outcome->dots_count > 0 && outcome->dots[0].dots > 0) str_append(out, ".");
}

const char *words_title(const ReportInput *input) {
    return input->scene ? text_in(&input->scene->title, input->lang)
                        : _("The outcome of a meeting");
}

static void format_day(ClockDate date, char *out, size_t size) {
    i18n_day(date.year, date.month, date.day, out, size);
}

void words_date(const char *date, char *out, size_t size) {
    ClockDate day;
    out[0] = '\0';
    if (date && clock_parse_date(date, &day)) format_day(day, out, size);
}

void words_day(int64_t utc_ms, char *out, size_t size) {
    out[0] = '\0';
    if (utc_ms > 0) format_day(clock_local(utc_ms), out, size);
}

void words_iso_day(int64_t utc_ms, char *out, size_t size) {
    out[0] = '\0';
    if (utc_ms > 0) clock_format_date(clock_local(utc_ms), out, size);
}

void words_option(const Round *round, int option, char *out, size_t size) {
    const char *label = round->labels[option] ? round->labels[option] : "";
    if (round->kind != VOTE_SCALE && round->kind != VOTE_FIST)
        (void)snprintf(out, size, "%s", *label ? label : round->options[option]);
    else {
        int number = round->kind == VOTE_SCALE ? option + 1 : option;
        if (*label)
            (void)snprintf(out, size, "%d  %s", number, label);
        else
            (void)snprintf(out, size, "%d", number);
    }
}

// Hands are no ballots: whether somebody put up two is not known, so they are not called n.
static void hands_words(const Tally *tally, const char *mean, char *out, size_t size) {
    char hands[64];
    (void)snprintf(hands, sizeof hands,
                   _n("%d hand counted", "%d hands counted", (unsigned long)tally->n), tally->n);
    if (tally->has_mean)
        (void)snprintf(out, size, _("%s · mean %s"), hands, mean);
    else
        (void)snprintf(out, size, "%s", hands);
}

void words_numbers(const Round *round, const Tally *tally, char *out, size_t size) {
    char mean[16];
    i18n_decimal(tally->mean, mean, sizeof mean);
    const char *how =
        round->method == METHOD_TOGETHER ? _("by ballot, several at once") : _("by ballot");
    if (tally->n < 0)
        (void)snprintf(out, size, _("%d dots · %s"), tally->total, _("hands counted"));
    else if (round->method == METHOD_HANDS)
        hands_words(tally, mean, out, size);
    else if (tally->has_mean)
        (void)snprintf(out, size, _("n = %d · mean %s · %s"), tally->n, mean, how);
    else
        (void)snprintf(out, size, _("n = %d · %s"), tally->n, how);
}

void words_rating(const TallyRating *rating, char *out, size_t size) {
    char mean[16];
    out[0] = '\0';
    if (rating->n == 0) return;
    i18n_decimal(rating->mean, mean, sizeof mean);
    if (rating->kind == VOTE_FIST)
        (void)snprintf(out, size, _("fist of five %s · n = %d"), mean, rating->n);
    else
        (void)snprintf(out, size, _("%s of 5 · n = %d"), mean, rating->n);
}

void words_people(const Session *session, char *out, size_t size) {
    int people = session_people(session);
    (void)snprintf(out, size, _n("%d person", "%d people", (unsigned long)people), people);
}

void words_keep(const Session *session, char *out, size_t size) {
    char date[64];
    words_date(session->delete_by, date, sizeof date);
    if (*date)
        (void)snprintf(out, size, _("Delete this by %s, as agreed with the group."), date);
    else
        (void)snprintf(out, size, "%s", _("No date was agreed by which this is deleted."));
}

void words_open_rounds(int count, char *out, size_t size) {
    out[0] = '\0';
    if (count > 0)
        (void)snprintf(out, size,
                       _n("%d vote was never revealed. Its answers are in no report.",
                          "%d votes were never revealed. Their answers are in no report.",
                          (unsigned long)count),
                       count);
}

const char *words_disagreement(void) {
    return _("You think differently about this. That is worth a conversation.");
}

const char *words_hidden(void) {
    return _("Some roles are too small to show apart: nobody should be recognised.");
}

const char *words_colophon(void) {
    return _("Made with Praatplaat. Notes can hold personal data: share this with care. What the "
             "group marked “Stays here” is not in it.");
}

const char *words_small_groups(const ReportInput *input) {
    static char text[300];
    (void)snprintf(text, sizeof text,
                   _("n is the number of people who answered. A role stands apart from %d people "
                     "on, and never when the others could be found by subtraction."),
                   input->role_min);
    return text;
}

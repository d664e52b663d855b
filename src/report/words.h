// The words that all reports share, in the language set.
#ifndef PP_REPORT_WORDS_H
#define PP_REPORT_WORDS_H

#include "report/outcome.h"

const char *words_role(const Session *session, int role);  // "" for none
const char *words_who(const Session *session,
                      const Agreement *agreement);  // who acts: a role or a name
const char *words_state(const Agreement *agreement);
const char *words_mark(NoteMark mark);  // "" for none
const char *words_kind(VoteKind kind);
const char *words_title(const ReportInput *input);  // of the scene, or of the report

// "1 December 2027" of "2027-12-01", "" for ""; and the day of a moment. size: at least 64.
void words_date(const char *date, char *out, size_t size);
void words_day(int64_t utc_ms, char *out, size_t size);
void words_iso_day(int64_t utc_ms, char *out, size_t size);  // "2026-11-23"

// The answer as it stood on screen, with its number for scales: "4", "5 (It stands)". size: 400.
void words_option(const Round *round, int option, char *out, size_t size);

// "n = 12 · mean 3,4 · by ballot", "11 hands counted · mean 3,4"; what is unknown is left out. size: at
// least 200.
void words_numbers(const Round *round, const Tally *tally, char *out, size_t size);

// "3,4 of 5 · n = 12", of a fist with its name; "" when it was not rated. size: at least 100.
void words_rating(const TallyRating *rating, char *out, size_t size);

const char *words_step(StepKind kind);

// Who met: the group, or that it is an outcome. "Houten · 23 November 2026 · 12 people". "12 people ·
// 4 votes · 30 notes · 5 agreements". size: at least 900 and 300.
const char *words_group(const Session *session);
void words_headline(const Session *session, char *out, size_t size);
void words_counts(const Outcome *outcome, char *out, size_t size);

// What the poster shows, for who cannot see it: its own words, then dots and ratings.
void words_poster(const ReportInput *input, const Outcome *outcome, Str *out);

// "12 people in 4 roles"; until when the meeting is kept, and how many votes nobody saw; "" for nothing.
void words_people(const Session *session, char *out, size_t size);
void words_keep(const Session *session, char *out, size_t size);
void words_open_rounds(int count, char *out, size_t size);

const char *words_disagreement(void);  // what to talk about when answers lie apart
const char *words_hidden(void);        // why a role is not shown
const char *words_colophon(void);
const char *words_small_groups(
    const ReportInput
        *input);  // from how many people a role stands apart. Static; the next call writes over it

#endif

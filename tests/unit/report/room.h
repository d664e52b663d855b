// A meeting for the tests of reports, made of events, without files and without a scene.
#ifndef PP_TESTS_ROOM_H
#define PP_TESTS_ROOM_H

#include "report/outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    Session session;
    const Session *list[1];
    ReportInput input;
    uint64_t seq;
    int notes, rounds, agreements;
} Room;

enum { ROOM_BOARD = 1, ROOM_WORK = 1 };

void room_start(Room *room);  // three roles, one part of work with one board of two columns
void room_finish(Room *room);
void room_happen(Room *room, Event event);
int room_note(Room *room, int column, int role, const char *text);
int room_scale(Room *room, const char *question, const int *roles, const int *values, int count,
               bool reveal);
int room_agree(Room *room, const char *what, const char *who);
void room_stays(Room *room, StaysKind kind, int id);

// The report as text; fails the test when it is not made. The caller finishes it.
Str room_report(Room *room, ReportWrite *write);
void room_holds(Room *room, ReportWrite *write, const char *wanted);
void room_lacks(Room *room, ReportWrite *write, const char *unwanted);

#endif

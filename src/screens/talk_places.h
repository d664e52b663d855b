// Where the perspectives of a conversation stand: two face each other, three make a triangle with
// the first at the top, four a diamond.
#ifndef PP_SCREENS_TALK_PLACES_H
#define PP_SCREENS_TALK_PLACES_H

#include "model/scene.h"

typedef struct {
    float x, y;  // middle of a place, mm from the stage's upper left corner
} TalkPlace;

// For 0..SCENE_TURNS_MAX perspectives on a stage of w by h mm; around each middle `room` mm stay
// free towards the stage's edges.
void talk_places(int count, float w, float h, float room, TalkPlace out[SCENE_TURNS_MAX]);

// The perspective whose turn comes after `current` (-1: none yet): the next in the round that has
// not spoken (bit i of spoken: i has). -1: everyone has.
int talk_next(int count, unsigned spoken, int current);

#endif

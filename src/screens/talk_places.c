// The geometry and the order of a conversation in turns.
#include "screens/talk_places.h"

void talk_places(int count, float w, float h, float room, TalkPlace out[SCENE_TURNS_MAX]) {
    float left = room, right = w - room, top = room, bottom = h - room;
    float mid_x = w / 2, mid_y = h / 2;
    switch (count) {
    case 1: out[0] = (TalkPlace){mid_x, mid_y}; break;
    case 2:
        out[0] = (TalkPlace){left, mid_y};
        out[1] = (TalkPlace){right, mid_y};
        break;
    case 3:
        out[0] = (TalkPlace){mid_x, top};
        out[1] = (TalkPlace){right, bottom};
        out[2] = (TalkPlace){left, bottom};
        break;
    case 4:
        out[0] = (TalkPlace){mid_x, top};
        out[1] = (TalkPlace){right, mid_y};
        out[2] = (TalkPlace){mid_x, bottom};
        out[3] = (TalkPlace){left, mid_y};
        break;
    default: break;
    }
}

int talk_next(int count, unsigned spoken, int current) {
    for (int i = 1; i <= count; i++) {
        int turn = (current + i) % count;
        if (turn != current && !(spoken >> turn & 1)) return turn;
    }
    return -1;
}

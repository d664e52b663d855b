// Colours that mean the same on the screen and in what leaves the room, in light (0xRRGGBB).
#ifndef PP_BASE_PALETTE_H
#define PP_BASE_PALETTE_H

enum {
    PALETTE_TEAL = 0x2A8C82,   // how often something was chosen: dots, votes
    PALETTE_BRICK = 0xC65D3B,  // how something was rated
};

#endif

// The least that an SDL2 program can do on a full screen: fill it once, change one rectangle at a
// press, wait. What it costs is what the display costs; ours is measured against it.
#include <SDL.h>
#include <stdbool.h>
#include <stdio.h>

enum { SPOT = 200 };  // pixels; the rectangle stands in the middle

static const Uint32 PAPER = 0xFFFBF7EF, INK = 0xFF1F2A44, BRICK = 0xFFB5533C;

static SDL_Rect spot_of(const SDL_Surface *surface) {
    return (SDL_Rect){(surface->w - SPOT) / 2, (surface->h - SPOT) / 2, SPOT, SPOT};
}

static bool draw_all(SDL_Window *window, bool pressed) {
    SDL_Surface *surface = SDL_GetWindowSurface(window);
    if (!surface) return false;
    SDL_Rect spot = spot_of(surface);
    SDL_FillRect(surface, NULL, PAPER);
    SDL_FillRect(surface, &spot, pressed ? BRICK : INK);
    return SDL_UpdateWindowSurface(window) == 0;
}

static bool draw_spot(SDL_Window *window, bool pressed) {
    SDL_Surface *surface = SDL_GetWindowSurface(window);
    if (!surface) return false;
    SDL_Rect spot = spot_of(surface);
    SDL_FillRect(surface, &spot, pressed ? BRICK : INK);
    return SDL_UpdateWindowSurfaceRects(window, &spot, 1) == 0;
}

static bool run(SDL_Window *window) {
    bool pressed = false;
    if (!draw_all(window, pressed)) return false;
    SDL_Event event;
    while (SDL_WaitEvent(&event)) {
        bool ok = true;
        switch (event.type) {
        case SDL_QUIT: return true;
        case SDL_FINGERDOWN:
            pressed = !pressed;
            ok = draw_spot(window, pressed);
            break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_EXPOSED) ok = draw_all(window, pressed);
            break;
        default: break;
        }
        if (!ok) return false;
    }
    return false;
}

int main(int argc, char **argv) {
    (void)argc;
    (void)argv;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_Rect bounds;
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || SDL_GetDisplayBounds(0, &bounds) != 0) {
        (void)fprintf(stderr, "bare: %s\n", SDL_GetError());
        return 3;
    }
    // Without a window manager nobody else would give a full-screen window its size.
    SDL_Window *window = SDL_CreateWindow("bare", bounds.x, bounds.y, bounds.w, bounds.h,
                                          SDL_WINDOW_FULLSCREEN_DESKTOP);
    bool ok = window && run(window);
    if (!ok) (void)fprintf(stderr, "bare: %s\n", SDL_GetError());
    SDL_Quit();
    return ok ? 0 : 3;
}
